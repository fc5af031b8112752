"""A case as staff see it whole, on one page, with at most twenty queries."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from portal import clock
from regions.models import Bezirksregion
from stadtteilkasse.akte.history import history
from stadtteilkasse.akte.listing import stage_badge
from stadtteilkasse.akte.steps import buttons
from stadtteilkasse.antrag.checklist import CheckItem, reason_not_ready
from stadtteilkasse.antrag.domain import STAFF, Capacity, Stage
from stadtteilkasse.antrag.models import (
    Anlage,
    Antrag,
    Befangenheit,
    Beteiligter,
    Ereignis,
    Notiz,
    Pruefpunkt,
)
from stadtteilkasse.antrag.queries.corrections import open_corrections
from stadtteilkasse.antrag.queries.people import roles_of
from stadtteilkasse.antrag.queries.reading import READERS
from stadtteilkasse.antrag.queries.review import answers_of, review_hints
from stadtteilkasse.antrag.review.forms import ChecklistForm, NoteForm
from stadtteilkasse.antrag.sections import STAFF_WORDS, Section, pages_of
from stadtteilkasse.antrag.services.review import CHECKED_IN, MOVED_IN
from stadtteilkasse.haushalt.queries import money
from stadtteilkasse.jury.models import Tagesordnungspunkt
from stadtteilkasse.jury.queries import next_sitzung

# Shown in a form of their own, with hints and links.
SHOWN_APART = {Section.COSTS, Section.FILES}
BEFORE_VOTE = frozenset(
    {
        Stage.SUBMITTED,
        Stage.IN_REVIEW,
        Stage.RETURNED,
        Stage.READY,
        Stage.ON_AGENDA,
        Stage.WAITING,
    }
)
WITH_LETTER = frozenset({Stage.DRAFTED, Stage.RELEASED, Stage.SENT, Stage.ANNOUNCED})


@dataclass(frozen=True)
class SectionView:
    """One section as it was sent, with what the rules say beside it."""

    section: Section
    title: str
    items: list[tuple[str, str]]
    hints: list


def cases_for_page(user):
    """The cases in a person's office, each with all that its page shows."""
    return (
        Antrag.objects.in_office(user)
        .select_related(
            "region",
            "haushaltsjahr",
            "richtlinie",
            "planungsraum",
            "rejection_proposal__proposed_by",
        )
        .prefetch_related(
            "costs",
            Prefetch("participants", Beteiligter.objects.select_related("user")),
            Prefetch("biases", Befangenheit.objects.select_related("user")),
            Prefetch("attachments", Anlage.objects.select_related("file")),
            Prefetch("checks", Pruefpunkt.objects.select_related("checked_by")),
            Prefetch("notes", Notiz.objects.select_related("author")),
            Prefetch("events", Ereignis.objects.select_related("actor")),
        )
    )


def case_context(user, case) -> dict:
    """All that `akte/case.html` shows of a case from `cases_for_page`."""
    today = clock.today()
    capacities = roles_of(user, case)
    item = _last_item(case)
    checks = list(case.checks.all())
    section_hints, line_hints = review_hints(case)
    return {
        "case": case,
        "path": [("Anträge", reverse("akte:cases")), (case.number, "")],
        "stage_badge": stage_badge(case.stage),
        "sections": _sections(case, section_hints),
        "cost_lines": _cost_lines(case, line_hints),
        "cost_hints": section_hints.get(Section.COSTS, []),
        "buttons": buttons(
            case,
            capacities,
            user=user,
            today=today,
            item=item,
            sitzung=_next_sitzung(case, today),
        ),
        "questions": _open_questions(case),
        "item": item,
        "money": _money_beside(case),
        "checks": checks,
        "found": _found(checks),
        "checklist": _checklist(case, capacities, checks),
        "check_comes_next": case.stage == Stage.IN_REVIEW
        and reason_not_ready(answers_of(case)) is not None,
        "note_form": NoteForm() if capacities & {*STAFF, Capacity.HEAD} else None,
        "may_move": bool(capacities & STAFF) and case.stage in MOVED_IN,
        "may_step_aside": bool(capacities & {*STAFF, Capacity.HEAD}),
        "letter": case.bescheide.first() if case.stage in WITH_LETTER else None,
        "is_overdue": bool(case.due_on and case.due_on < today),
        "history": history(case.events.all(), _region_names),
    }


def _sections(case, hints):
    return [
        SectionView(section, STAFF_WORDS[section], _answers(case, section), hints.get(section, []))
        for section in Section
        if section not in SHOWN_APART
    ]


def _answers(case, section):
    return [
        (question, answer)
        for page in pages_of(section)
        for question, answer in READERS[page.slug](case)
        if answer
    ]


def _cost_lines(case, hints):
    lines = list(case.costs.all())
    return list(zip(lines, hints or [[] for _ in lines], strict=True))


def _last_item(case):
    """The agenda item on which the case stands or stood last, with Sitzung and vote."""
    if case.stage in MOVED_IN and case.stage != Stage.READY:
        return None
    items = Tagesordnungspunkt.objects.filter(antrag=case).on_agenda()
    return items.select_related("sitzung", "votum").order_by("-added_at", "-pk").first()


def _next_sitzung(case, today):
    return next_sitzung(case.region, today) if case.stage in (Stage.READY, Stage.WAITING) else None


def _money_beside(case):
    """Free, this case, and free after it; after the vote the case's money is already reserved."""
    totals = money(case.region, case.haushaltsjahr.year)
    if totals is None or case.stage not in BEFORE_VOTE:
        return {"free": totals.free} if totals else None
    asked = min(case.requested_amount, case.richtlinie.max_amount)
    return {"free": totals.free, "amount": asked, "after": totals.free - asked}


def _checklist(case, capacities, checks):
    if case.stage not in CHECKED_IN or not capacities & STAFF:
        return None
    return ChecklistForm(standing=checks)


def _open_questions(case):
    if case.stage != Stage.RETURNED:
        return []
    return [
        (STAFF_WORDS[Section(question.section)], question.reason)
        for question in open_corrections(case)
    ]


def _found(checks):
    by_code = {check.code: check for check in checks}
    return [
        (item.label, by_code[item].passed if item in by_code else None, by_code.get(item))
        for item in CheckItem
    ]


def _region_names():
    return dict(Bezirksregion.objects.values_list("pk", "name"))
