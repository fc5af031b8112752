"""How a page on which staff act on a case goes: find it, act, go on, or say why not."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from portal.errors import Refused, Stale
from portal.rows import sent_version
from stadtteilkasse.antrag.domain import STEPS, Stage, check_step
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.queries.people import roles_of


@dataclass(frozen=True)
class FormPage:
    """The words around a form, and its template where the fields need one of their own."""

    title: str
    button: str
    hint: str = ""
    template: str = "review/form.html"


def case_for(request, public_id, *capacities):
    """The case in the person's office, or 404 for who has none of the capacities in it."""
    cases = Antrag.objects.in_office(request.user).select_related(
        "region", "haushaltsjahr", "richtlinie"
    )
    case = get_object_or_404(cases, public_id=public_id)
    if not roles_of(request.user, case) & set(capacities):
        raise Http404
    return case


def take_step(request, public_id, step, service):
    """A step that needs nothing but the click."""
    case = case_for(request, public_id, *STEPS[step].by)
    try:
        case = service(case, actor=request.user, expected_version=sent_version(request))
    except Refused as refusal:
        return refused(request, case, STEPS[step].label, refusal)
    messages.success(request, f"{case.number} ist jetzt im Stand: {case.get_stage_display()}.")
    return redirect("akte:case", public_id)


def fill_in(request, case, form, page, act, done, *, step=None):
    """A page with a form: show it, or act and go on, or show it again with what is wrong."""
    context = {"case": case, "form": form, "page": page, "path": _path(case, page.title)}
    if request.method != "POST":
        reason = step and _reason_against(request.user, case, step)
        if reason:
            messages.error(request, reason)
            return redirect("akte:case", case.public_id)
        return render(request, page.template, context)
    if form.is_valid():
        try:
            act(actor=request.user, expected_version=sent_version(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            context |= states_of(request, case, refusal)
        else:
            messages.success(request, done)
            return _back(request, case)
    return render(request, page.template, context, status=422)


def _reason_against(user, case, step):
    """Why the step is not possible now, before anybody writes a text for it."""
    try:
        check_step(step, case.stage, roles_of(user, case))
    except Refused as refusal:
        return refusal.sentence
    return None


def _path(case, title):
    return [
        ("Anträge", reverse("akte:cases")),
        (case.number, reverse("akte:case", args=[case.public_id])),
        (title, ""),
    ]


def _back(request, case):
    """To the case, or to the list for who does not see it any more."""
    if Antrag.objects.in_office(request.user).filter(pk=case.pk).exists():
        return redirect("akte:case", case.public_id)
    return redirect("akte:cases")


def refused(request, case, label, refusal):
    """The page that says why a step was not taken."""
    context = {
        "case": case,
        "label": label,
        "refusal": refusal.sentence,
        "path": _path(case, label),
    }
    context |= states_of(request, case, refusal)
    return render(request, "review/refused.html", context, status=422)


def states_of(request, case, refusal) -> dict:
    """For a `Stale`: what the person saw, how the case is now, and who changed it."""
    if not isinstance(refusal, Stale):
        return {}
    seen = request.POST.get("stage", "")
    return {
        "case": refusal.row,
        "stale": {
            "seen": Stage(seen).label if seen in Stage.values else "",
            "now": refusal.row.get_stage_display(),
            "last": refusal.row.events.select_related("actor").first(),
        },
    }
