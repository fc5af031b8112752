"""What staff do with a case before the jury. Each view calls one service of `services.review`."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from portal import once
from portal.access import staff_only
from portal.errors import Refused, Stale
from portal.rows import sent_version
from stadtteilkasse.antrag.domain import STAFF, STEPS, Capacity, Stage, check_step
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.queries.people import has_account, roles_of
from stadtteilkasse.antrag.review.forms import (
    AskForm,
    BiasForm,
    ChecklistForm,
    NoteForm,
    RegionForm,
    RejectionForm,
    WithdrawalForm,
)
from stadtteilkasse.antrag.services import answer, review


@dataclass(frozen=True)
class FormPage:
    """The words around a form, and its template where the fields need one of their own."""

    title: str
    button: str
    hint: str = ""
    template: str = "review/form.html"


CHECK = FormPage("Prüfung", "Prüfung speichern", template="review/check.html")
ASK = FormPage(
    "Rückfrage stellen",
    "Rückfrage senden",
    "Schreiben Sie nur bei den Abschnitten etwas, in denen etwas fehlt. Die Person bekommt Ihre "
    "Worte per E-Mail und kann genau diese Abschnitte ändern.",
    template="review/ask.html",
)
PROPOSE_REJECTION = FormPage(
    "Ablehnung vorschlagen",
    "Ablehnung vorschlagen",
    "Das ist noch keine Entscheidung: Das Bezirksamt schreibt und prüft den Brief. Wenn nur etwas "
    "fehlt, stellen Sie besser eine Rückfrage.",
)
CHANGE_REGION = FormPage(
    "Stadtteil oder Jahr ändern",
    "Ändern",
    "Die Nummer des Antrags bleibt. Nach einem Wechsel arbeitet das Büro des anderen Stadtteils "
    "weiter.",
)
WITHDRAW_FOR = FormPage(
    "Zurückziehen eintragen",
    "Ja, Antrag zurückziehen",
    "Nur wenn die Person selbst gesagt hat, dass sie den Antrag zurückzieht. Er wird dann nicht "
    "weiter bearbeitet, und reserviertes Geld wird frei.",
)
WRITE_NOTE = FormPage("Notiz schreiben", "Notiz speichern")
DECLARE_BIAS = FormPage(
    "Befangenheit anzeigen",
    "Befangenheit anzeigen",
    "Wer selbst betroffen, verwandt oder eng verbunden ist, entscheidet nicht mit (§§ 20, 21 "
    "VwVfG). Danach sehen Sie diesen Antrag nicht mehr.",
)


@require_POST
@staff_only
@once.sending
def take_up(request, public_id):
    return _take_step(request, public_id, "take_up", review.take_up)


@require_POST
@staff_only
@once.sending
def resume_review(request, public_id):
    return _take_step(request, public_id, "resume_review", review.resume_review)


@require_POST
@staff_only
@once.sending
def pass_to_jury(request, public_id):
    return _take_step(request, public_id, "pass_to_jury", review.pass_to_jury)


@staff_only
@once.sending
def check(request, public_id):
    case = _case_for(request, public_id, *STAFF)
    form = ChecklistForm(request.POST or None, standing=case.checks.all())
    return _fill_in(
        request,
        case,
        form,
        CHECK,
        lambda **common: review.check_items(case, form.answers(), **common),
        "Die Prüfung ist gespeichert.",
    )


@staff_only
@once.sending
def ask(request, public_id):
    case = _case_for(request, public_id, *STEPS["ask"].by)
    form = AskForm(request.POST or None, days=case.richtlinie.correction_days)
    return _fill_in(
        request,
        case,
        form,
        ASK,
        lambda **common: review.ask(
            case, questions=form.questions(), due_on=form.cleaned_data["due_on"], **common
        ),
        "Die Rückfrage ist gestellt.",
        step="ask",
    )


@staff_only
@once.sending
def propose_rejection(request, public_id):
    case = _case_for(request, public_id, *STEPS["propose_rejection"].by)
    form = RejectionForm(request.POST or None, richtlinie=case.richtlinie)
    return _fill_in(
        request,
        case,
        form,
        PROPOSE_REJECTION,
        lambda **common: review.propose_rejection(case, **form.cleaned_data, **common),
        "Die Ablehnung ist vorgeschlagen. Jetzt braucht sie einen Brief.",
        step="propose_rejection",
    )


@staff_only
@once.sending
def change_region(request, public_id):
    case = _case_for(request, public_id, *STAFF)
    form = RegionForm(request.POST or None, case=case)
    return _fill_in(
        request,
        case,
        form,
        CHANGE_REGION,
        lambda **common: review.change_region(case, **form.cleaned_data, **common),
        "Der Antrag ist umgezogen.",
    )


@staff_only
@once.sending
def withdraw_for(request, public_id):
    case = _case_for(request, public_id, *STEPS["withdraw_for"].by)
    if has_account(case):
        raise Http404
    form = WithdrawalForm(request.POST or None)
    return _fill_in(
        request,
        case,
        form,
        WITHDRAW_FOR,
        lambda **common: answer.withdraw_for(case, **form.cleaned_data, **common),
        "Der Antrag ist zurückgezogen.",
        step="withdraw_for",
    )


@staff_only
@once.sending
def write_note(request, public_id):
    case = _case_for(request, public_id, *STAFF, Capacity.HEAD)
    form = NoteForm(request.POST or None)
    return _fill_in(
        request,
        case,
        form,
        WRITE_NOTE,
        lambda actor, **_: review.write_note(case, text=form.cleaned_data["text"], actor=actor),
        "Die Notiz ist gespeichert.",
    )


@staff_only
@once.sending
def declare_bias(request, public_id):
    case = _case_for(request, public_id, *STAFF, Capacity.HEAD)
    form = BiasForm(request.POST or None)
    return _fill_in(
        request,
        case,
        form,
        DECLARE_BIAS,
        lambda actor, **_: review.record_bias(
            case, person=actor, ground=form.cleaned_data["ground"], actor=actor
        ),
        "Danke. Sie sehen diesen Antrag nicht mehr; bitte geben Sie ihn weiter.",
    )


def _case_for(request, public_id, *capacities):
    """The case in the person's office, or 404 for who has none of the capacities in it."""
    cases = Antrag.objects.in_office(request.user).select_related(
        "region", "haushaltsjahr", "richtlinie"
    )
    case = get_object_or_404(cases, public_id=public_id)
    if not roles_of(request.user, case) & set(capacities):
        raise Http404
    return case


def _take_step(request, public_id, step, service):
    """A step that needs nothing but the click."""
    case = _case_for(request, public_id, *STEPS[step].by)
    try:
        case = service(case, actor=request.user, expected_version=sent_version(request))
    except Refused as refusal:
        return refused(request, case, STEPS[step].label, refusal)
    messages.success(request, f"{case.number} ist jetzt im Stand: {case.get_stage_display()}.")
    return redirect("akte:case", public_id)


def _fill_in(request, case, form, page, act, done, *, step=None):
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
