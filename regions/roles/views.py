"""Pages: who acts as what, and where."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from portal import once
from portal.accounts import mfa
from portal.errors import Refused, Stale
from portal.rows import sent_version
from regions.roles import queries, services
from regions.roles.access import role_only
from regions.roles.forms import EndRoleForm, GiveRoleForm
from regions.roles.models import Assignment
from regions.roles.permissions import Role

ORDERS = {
    "person": ("Nach Personen", ["user__name", "user", "role", "valid_from"]),
    # A Bezirk comes before its regions, as in the LOR keys.
    "gebiet": ("Nach Gebieten", [F("region").asc(nulls_first=True), "role", "user__name"]),
}


@require_GET
@role_only(Role.LEITUNG, Role.TECHNIK)
def index(request):
    order = request.GET.get("nach") if request.GET.get("nach") in ORDERS else "person"
    with_ended = "beendete" in request.GET
    assignments = Assignment.objects.visible_to(request.user).with_people()
    if not with_ended:
        assignments = assignments.not_over()
    context = {
        "assignments": assignments.order_by(*ORDERS[order][1]),
        "order": order,
        "with_ended": with_ended,
        "tabs": _tabs(order),
        "may_give": queries.holds_role(request.user, Role.LEITUNG),
    }
    return render(request, "roles/index.html", context)


@role_only(Role.LEITUNG)
@once.sending
def give(request):
    form = GiveRoleForm(request.POST or None, leitung=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            assignment = services.give_role_by_email(actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{assignment.user} hat jetzt die Rolle {assignment}.")
            return redirect("roles:index")
    return _form_page(request, "roles/give.html", form)


@role_only(Role.LEITUNG)
@once.sending
def end(request, public_id):
    assignment = get_object_or_404(
        Assignment.objects.visible_to(request.user).with_people(), public_id=public_id
    )
    form = EndRoleForm(request.POST or None, takers=services.takers(assignment))
    if request.method == "POST" and form.is_valid():
        try:
            services.end_role(
                assignment,
                actor=request.user,
                expected_version=sent_version(request),
                **form.cleaned_data,
            )
        except Stale as stale:
            assignment = stale.row
            form.add_error(None, stale.sentence)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Die Rolle von {assignment.user} endet.")
            return redirect("roles:index")
    return _form_page(request, "roles/end.html", form, assignment=assignment)


@require_GET
@role_only(Role.LEITUNG, Role.TECHNIK)
def person(request, public_id):
    user = get_object_or_404(queries.staff_visible_to(request.user), public_id=public_id)
    context = {
        "person": user,
        "assignments": user.assignments.visible_to(request.user).with_people(),
        "has_second_factor": mfa.is_set_up(user),
        "is_me": user == request.user,
    }
    return render(request, "roles/person.html", context)


@require_POST
@role_only(Role.LEITUNG, Role.TECHNIK)
@once.sending
def invite(request, public_id):
    user = get_object_or_404(queries.staff_visible_to(request.user), public_id=public_id)
    services.invite_again(user, actor=request.user)
    messages.success(request, f"{user} hat eine neue Einladung bekommen.")
    return redirect("roles:person", public_id=public_id)


@require_POST
@role_only(Role.LEITUNG, Role.TECHNIK)
@once.sending
def reset_second_factor(request, public_id):
    user = get_object_or_404(queries.staff_visible_to(request.user), public_id=public_id)
    try:
        services.reset_second_factor(user, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{user} richtet bei der nächsten Anmeldung einen neuen ein.")
    return redirect("roles:person", public_id=public_id)


def _form_page(request, template, form, **context):
    context["form"] = form
    return render(request, template, context, status=422 if form.errors else 200)


def _tabs(order):
    return [(label, f"?nach={key}", key == order) for key, (label, _) in ORDERS.items()]
