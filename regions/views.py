"""Pages of the staff about areas. The public pages about regions stand in the room bericht."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from portal import once
from portal.errors import Refused, Stale
from portal.rows import sent_version
from regions import services
from regions.forms import SpecialAreaForm, differences
from regions.models import SpecialArea
from regions.queries import open_data_credits
from regions.roles.access import role_only
from regions.roles.permissions import Role
from regions.roles.queries import bezirke_of

KEEPERS = (Role.SACHBEARBEITUNG, Role.LEITUNG)


@require_GET
@role_only(*KEEPERS)
def index(request):
    areas = SpecialArea.objects.visible_to(request.user).prefetch_related("planungsraeume")
    context = {"areas": areas, "credits": open_data_credits()}
    return render(request, "regions/index.html", context)


@role_only(*KEEPERS)
@once.sending
def add(request):
    bezirk = get_object_or_404(bezirke_of(request.user, *KEEPERS)[:1])
    form = SpecialAreaForm(request.POST or None, bezirk=bezirk)
    if request.method == "POST" and form.is_valid():
        try:
            area = services.add_special_area(bezirk, actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"„{area}“ ist eingetragen.")
            return redirect("regions:index")
    return _form_page(request, form)


@role_only(*KEEPERS)
@once.sending
def change(request, public_id):
    area = get_object_or_404(SpecialArea.objects.visible_to(request.user), public_id=public_id)
    form = SpecialAreaForm(request.POST or None, instance=area, bezirk=area.bezirk)
    now = []
    if request.method == "POST" and form.is_valid():
        try:
            services.change_special_area(
                area,
                actor=request.user,
                expected_version=sent_version(request),
                **form.cleaned_data,
            )
        except Stale as stale:
            area, now = stale.row, differences(form, stale.row)
            form.add_error(None, stale.sentence)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"„{area}“ ist gespeichert.")
            return redirect("regions:index")
    return _form_page(request, form, area=area, now=now)


def _form_page(request, form, **context):
    context["form"] = form
    return render(request, "regions/form.html", context, status=422 if form.errors else 200)
