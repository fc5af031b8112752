"""What the office does with a case before the jury or the letter: look, ask, propose, pass on."""

import datetime as dt

from django.db import transaction
from django.utils.formats import date_format

from portal import audit, clock
from portal.errors import Refused
from portal.rows import bump, lock
from stadtteilkasse.antrag.checklist import SECTION_OF, Answer, CheckItem, reason_not_ready
from stadtteilkasse.antrag.domain import Capacity, Stage
from stadtteilkasse.antrag.models import (
    Ablehnungsvorschlag,
    Antrag,
    Befangenheit,
    Ereignis,
    Nachforderung,
    Notiz,
    Pruefpunkt,
)
from stadtteilkasse.antrag.queries.people import roles_of
from stadtteilkasse.antrag.queries.review import answers_of
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.antrag.services.mail import tell_applicant
from stadtteilkasse.antrag.services.stage import advance, refuse_unless
from stadtteilkasse.haushalt.queries import current_richtlinie

OFFICE, CLERK, HEAD = Capacity.OFFICE, Capacity.CLERK, Capacity.HEAD

# § 39 VwVfG: a reason that only names a rule is none.
SHORTEST_REASON = 40

CHECKED_IN = frozenset({Stage.IN_REVIEW, Stage.RETURNED})
MOVED_IN = frozenset(
    {Stage.SUBMITTED, Stage.IN_REVIEW, Stage.RETURNED, Stage.INELIGIBLE, Stage.READY}
)


@transaction.atomic
def take_up(case, *, actor, expected_version=None):
    """Begin the formal check (§§ 24, 25 VwVfG). Raises `Refused`, `Stale`."""
    case = lock(Antrag.objects, case.pk, expected_version)
    entry = advance(case, "take_up", actor=actor, due_on=case.due_on)
    audit.record(entry)
    return case


@transaction.atomic
def check_items(case, answers, *, actor, expected_version=None):
    """Write down what was found for items of the checklist, {CheckItem: Answer}.

    Items that stay as they are keep who checked them and when. Raises `Refused`, `Stale`.
    """
    case = lock(Antrag.objects, case.pk, expected_version)
    refuse_unless(case, actor, OFFICE, CLERK)
    if case.stage not in CHECKED_IN:
        raise Refused(
            "Die Prüfung ist nicht offen. Beginnen Sie sie zuerst, oder nehmen Sie sie wieder auf."
        )
    standing = {check.code: check for check in case.checks.all()}
    changed = [
        _write_check(case, CheckItem(code), answer, actor)
        for code, answer in answers.items()
        if _differs(standing.get(code), answer)
    ]
    if not changed:
        return case
    bump(case)
    audit.record(_entry("check_items", case, actor, *changed))
    return case


@transaction.atomic
def ask(case, *, questions, due_on, actor, expected_version=None):
    """Ask the applicant to correct sections until a day, {section: what is missing}; mail her.

    The day leaves at least the days of the Richtlinie (§ 26 (2) VwVfG). What was checked in
    these sections is open again. Raises `Refused`, `Stale`.
    """
    case = lock(Antrag.objects, case.pk, expected_version)
    _refuse_empty_questions(questions)
    _refuse_short_time(due_on, case.richtlinie.correction_days)
    sections = [section for section in Section if section in questions]
    entry = advance(
        case, "ask", actor=actor, due_on=due_on, sections=sections, due_on_day=due_on.isoformat()
    )
    asked = [_write_question(case, section, questions, due_on, actor) for section in sections]
    _open_again(case, sections)
    tell_applicant(
        case, template="antrag/mail/correction", kind="correction", asked=asked, due_on=due_on
    )
    audit.record(entry)
    return case


@transaction.atomic
def propose_rejection(case, *, code, reason, actor, expected_version=None):
    """Propose that the case cannot be funded: a rule of its Richtlinie and a sentence (§ 39 VwVfG).

    Nothing is decided by it; the case still needs a letter. An open question is waited for until
    its day. Raises `Refused`, `Stale`.
    """
    case = lock(Antrag.objects, case.pk, expected_version)
    if not case.richtlinie.ausschluesse.filter(code=code).exists():
        raise Refused("Bitte wählen Sie eine Regel aus der Richtlinie.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            f"Bitte schreiben Sie einen ganzen Satz (mindestens {SHORTEST_REASON} Zeichen), "
            "was an diesem Antrag gegen die Regel spricht."
        )
    _refuse_before_answer(case)
    entry = advance(case, "propose_rejection", actor=actor, code=code)
    Ablehnungsvorschlag.objects.create(
        antrag=case, code=code, reason=reason.strip(), proposed_by=actor
    )
    audit.record(entry)
    return case


@transaction.atomic
def resume_review(case, *, actor, expected_version=None):
    """Take the check up again; a proposal to reject is gone with it. Raises `Refused`, `Stale`."""
    case = lock(Antrag.objects, case.pk, expected_version)
    entry = advance(case, "resume_review", actor=actor)
    Ablehnungsvorschlag.objects.filter(antrag=case).delete()
    audit.record(entry)
    return case


@transaction.atomic
def pass_to_jury(case, *, actor, expected_version=None):
    """Hand the case to the jury. All four items must be passed. Raises `Refused`, `Stale`."""
    case = lock(Antrag.objects, case.pk, expected_version)
    open_points = reason_not_ready(answers_of(case))
    if open_points:
        raise Refused(open_points)
    entry = advance(case, "pass_to_jury", actor=actor)
    audit.record(entry)
    return case


@transaction.atomic
def write_note(case, *, text, actor):
    """Add an internal note. It is part of the file, which the person may inspect (§ 29 VwVfG)."""
    case = lock(Antrag.objects, case.pk)
    refuse_unless(case, actor, OFFICE, CLERK, HEAD)
    note = _write_note(case, text, actor)
    audit.record(_entry("write_note", case, actor, "notes"))
    return note


@transaction.atomic
def change_region(case, *, region, haushaltsjahr, reason, actor, expected_version=None):
    """Move the case to the region or the Haushaltsjahr in which the action takes place.

    The reason becomes a note in the file. Possible until the jury or a letter deals with the
    case. Its number stays. Raises `Refused`, `Stale`.
    """
    case = lock(Antrag.objects, case.pk, expected_version)
    refuse_unless(case, actor, OFFICE, CLERK)
    _refuse_move(case, region, haushaltsjahr)
    entry = _entry("change_region", case, actor, "region", "haushaltsjahr")
    moved = {
        "from": [case.region_id, case.haushaltsjahr.year],
        "to": [region.pk, haushaltsjahr.year],
    }
    note = _write_note(case, reason, actor)
    _move(case, region, haushaltsjahr)
    Ereignis.objects.create(
        antrag=case, step="change_region", actor=actor, parameters=moved | {"note": note.public_id}
    )
    audit.record(entry)
    return case


@transaction.atomic
def record_bias(case, *, person, ground, actor):
    """Exclude a person from the case (§§ 20, 21 VwVfG): staff themselves, or anyone by the Leitung.

    Raises `Refused` when it is already on record.
    """
    case = lock(Antrag.objects, case.pk)
    if not roles_of(actor, case) & ({OFFICE, CLERK, HEAD} if person == actor else {HEAD}):
        raise Refused("Befangenheit zeigt jede Person selbst an, oder die Leitung hält sie fest.")
    if not ground.strip():
        raise Refused("Bitte nennen Sie den Grund in ein paar Worten.")
    if case.biases.filter(user=person).exists():
        raise Refused("Diese Befangenheit ist schon festgehalten.")
    Befangenheit.objects.create(antrag=case, user=person, ground=ground.strip(), recorded_by=actor)
    Ereignis.objects.create(antrag=case, step="record_bias", actor=actor, visible=False)
    audit.record(_entry("record_bias", case, actor, "biases"))


def _entry(step, case, actor, *fields):
    return audit.Entry(
        step=f"antrag.{step}",
        actor=actor,
        subject=case.public_id,
        region_id=case.region_id,
        fields=fields,
    )


def _differs(check, answer):
    if check is None:
        return answer != Answer(None)
    return (check.passed, check.remark) != (answer.passed, answer.remark)


def _write_check(case, item, answer, actor):
    Pruefpunkt.objects.update_or_create(
        antrag=case,
        code=item,
        defaults={
            "passed": answer.passed,
            "remark": answer.remark,
            "checked_by": actor,
            "checked_at": clock.now(),
        },
    )
    return item.value


def _refuse_empty_questions(questions):
    if not questions or not all(text.strip() for text in questions.values()):
        raise Refused("Bitte schreiben Sie bei mindestens einem Abschnitt, was noch fehlt.")


def _refuse_short_time(due_on, days):
    earliest = clock.today() + dt.timedelta(days=days)
    if due_on < earliest:
        raise Refused(
            f"Bitte lassen Sie mindestens {days} Tage Zeit, also bis zum "
            f"{date_format(earliest, 'j. F Y')}."
        )


def _write_question(case, section, questions, due_on, actor):
    # One that was never answered is asked anew.
    question, _ = Nachforderung.objects.update_or_create(
        antrag=case,
        section=section,
        answered_at=None,
        defaults={
            "reason": questions[section].strip(),
            "due_on": due_on,
            "asked_by": actor,
            "asked_at": clock.now(),
        },
    )
    return {"section": section.label, "reason": question.reason}


def _open_again(case, sections):
    items = [item for item, section in SECTION_OF.items() if section in sections]
    case.checks.filter(code__in=items).update(passed=None)


def _refuse_before_answer(case):
    if case.stage == Stage.RETURNED and case.due_on and case.due_on >= clock.today():
        raise Refused(
            f"Die Frist für die Antwort läuft noch bis zum {date_format(case.due_on, 'j. F Y')}."
        )


def _refuse_move(case, region, haushaltsjahr):
    if case.stage not in MOVED_IN:
        raise Refused(
            f"Stadtteil und Jahr lassen sich nicht mehr ändern: Der Antrag ist im Stand "
            f"„{Stage(case.stage).label}“. Nehmen Sie ihn zuerst von der Tagesordnung."
        )
    if (region.pk, haushaltsjahr.pk) == (case.region_id, case.haushaltsjahr_id):
        raise Refused("Der Antrag gehört schon zu diesem Stadtteil und Jahr.")
    if not region.bezirk_id == haushaltsjahr.bezirk_id == case.region.bezirk_id:
        raise Refused("Dieser Stadtteil gehört nicht zu unserem Bezirk.")


def _move(case, region, haushaltsjahr):
    if region.pk != case.region_id:
        case.planungsraum = None
        case.region = region
        # A case keeps the version it was sent under, unless that one is another region's own.
        if case.richtlinie.region_id not in (None, region.pk):
            case.richtlinie = current_richtlinie(region, case.received_on)
    case.haushaltsjahr = haushaltsjahr
    bump(case, "region", "planungsraum", "richtlinie", "haushaltsjahr")


def _write_note(case, text, actor):
    if not text.strip():
        raise Refused("Bitte schreiben Sie etwas.")
    return Notiz.objects.create(antrag=case, author=actor, text=text.strip())
