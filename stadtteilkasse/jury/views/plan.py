"""Pages: all Sitzungen, and to plan or change one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal import clock, once
from portal.access import staff_only
from portal.errors import Refused, Stale
from portal.rows import sent_version
from regions.roles.access import role_only
from regions.roles.queries import regions_of
from stadtteilkasse.jury import services
from stadtteilkasse.jury.forms import PlanForm
from stadtteilkasse.jury.models import Sitzung
from stadtteilkasse.jury.querysets import RUNS_SITZUNGEN, SEES_SITZUNGEN
from stadtteilkasse.jury.views.common import sitzung_to_run, words_of


@require_safe
@role_only(*SEES_SITZUNGEN)
def index(request):
    mine = Sitzung.objects.visible_to(request.user).select_related("region").with_counts()
    today = clock.today()
    context = {
        "coming": mine.filter(day__gte=today, cancelled_at=None).order_by("day", "starts_at"),
        "past": mine.filter(day__lt=today, cancelled_at=None).order_by("-day", "-starts_at")[:50],
        "may_plan": regions_of(request.user, *RUNS_SITZUNGEN).exists(),
        "today": today,
    }
    return render(request, "jury/index.html", context)


@role_only(*RUNS_SITZUNGEN)
@once.sending
def plan(request):
    form = PlanForm(
        request.POST or None,
        regions=regions_of(request.user, *RUNS_SITZUNGEN),
        initial={"form": "present", "starts_at": "18:00"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            sitzung = services.plan_sitzung(actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Die Sitzung ist geplant.")
            return redirect("jury:sitzung", sitzung.public_id)
    return _plan_page(request, form, "Sitzung planen", reverse("jury:index"))


@staff_only
@once.sending
def change(request, public_id):
    sitzung = sitzung_to_run(request, public_id)
    values = {name: getattr(sitzung, name) for name in PlanForm.base_fields if name != "region"}
    form = PlanForm(request.POST or None, initial=values)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_sitzung(
                sitzung,
                actor=request.user,
                expected_version=sent_version(request),
                **form.cleaned_data,
            )
        except Stale as stale:
            sitzung = stale.row
            form.add_error(None, f"{stale.sentence} Jetzt: {words_of(sitzung)}.")
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Die Sitzung ist geändert.")
            return redirect("jury:sitzung", public_id)
    back = reverse("jury:sitzung", args=[public_id])
    return _plan_page(request, form, "Sitzung ändern", back, sitzung)


def _plan_page(request, form, title, back, row=None):
    context = {
        "form": form,
        "title": title,
        "sitzung": row,
        "back": back,
        "path": [("Sitzungen", reverse("jury:index")), (title, "")],
    }
    return render(request, "jury/plan.html", context, status=422 if form.errors else 200)
