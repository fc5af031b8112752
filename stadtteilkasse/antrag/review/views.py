"""What staff do with a case before the jury. Each view calls one service of `services.review`."""

from django.http import Http404
from django.views.decorators.http import require_POST

from portal import once
from portal.access import staff_only
from stadtteilkasse.antrag.domain import STAFF, STEPS, Capacity
from stadtteilkasse.antrag.queries.people import has_account
from stadtteilkasse.antrag.review.forms import (
    AskForm,
    BiasForm,
    ChecklistForm,
    NoteForm,
    RegionForm,
    RejectionForm,
    WithdrawalForm,
)
from stadtteilkasse.antrag.review.pages import FormPage, case_for, fill_in, take_step
from stadtteilkasse.antrag.services import answer, review

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
    return take_step(request, public_id, "take_up", review.take_up)


@require_POST
@staff_only
@once.sending
def resume_review(request, public_id):
    return take_step(request, public_id, "resume_review", review.resume_review)


@require_POST
@staff_only
@once.sending
def pass_to_jury(request, public_id):
    return take_step(request, public_id, "pass_to_jury", review.pass_to_jury)


@staff_only
@once.sending
def check(request, public_id):
    case = case_for(request, public_id, *STAFF)
    form = ChecklistForm(request.POST or None, standing=case.checks.all())
    return fill_in(
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
    case = case_for(request, public_id, *STEPS["ask"].by)
    form = AskForm(request.POST or None, days=case.richtlinie.correction_days)
    return fill_in(
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
    case = case_for(request, public_id, *STEPS["propose_rejection"].by)
    form = RejectionForm(request.POST or None, richtlinie=case.richtlinie)
    return fill_in(
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
    case = case_for(request, public_id, *STAFF)
    form = RegionForm(request.POST or None, case=case)
    return fill_in(
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
    case = case_for(request, public_id, *STEPS["withdraw_for"].by)
    if has_account(case):
        raise Http404
    form = WithdrawalForm(request.POST or None)
    return fill_in(
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
    case = case_for(request, public_id, *STAFF, Capacity.HEAD)
    form = NoteForm(request.POST or None)
    return fill_in(
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
    case = case_for(request, public_id, *STAFF, Capacity.HEAD)
    form = BiasForm(request.POST or None)
    return fill_in(
        request,
        case,
        form,
        DECLARE_BIAS,
        lambda actor, **_: review.record_bias(
            case, person=actor, ground=form.cleaned_data["ground"], actor=actor
        ),
        "Danke. Sie sehen diesen Antrag nicht mehr; bitte geben Sie ihn weiter.",
    )
