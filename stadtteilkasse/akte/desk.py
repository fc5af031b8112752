"""What needs a person now, one line each, the most urgent first."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum

from django.urls import reverse

from portal import clock
from portal.templatetags.german import datum
from regions.roles.queries import Role, regions_of
from stadtteilkasse.akte.listing import short
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.queries.desk import cases_on_desk
from stadtteilkasse.antrag.querysets import SEES_CASES
from stadtteilkasse.bescheid.queries import letters_in_office
from stadtteilkasse.haushalt.models import Budget
from stadtteilkasse.jury.queries import next_sitzungen, sitzungen_to_run

# A Sitzung without an agenda asks for attention from here on.
AGENDA_DAYS = 14
MOST_LINES = 40


class Urgency(IntEnum):
    LATE = 0
    TODAY = 1
    ANSWERED = 2
    NEW = 3
    NEXT = 4


@dataclass(frozen=True)
class Line:
    """One thing to do: why now, what, where, how much, since when, and where it is done."""

    urgency: Urgency
    since: dt.date
    why: str
    href: str
    title: str
    number: str = ""
    region: str = ""
    amount: object = None

    @property
    def since_words(self) -> str:
        return short(self.since)


def desk_context(user) -> dict:
    """All that `akte/desk.html` shows."""
    today = clock.today()
    budgets = _budgets(user, today.year)
    lines = sorted(_lines(user, today, budgets), key=lambda line: (line.urgency, line.since))
    return {
        "greeting": _greeting(clock.now().hour),
        "today": today,
        "count_words": _count_words(len(lines)),
        "lines": lines[:MOST_LINES],
        "more": len(lines) - MOST_LINES,
        "budgets": budgets.values(),
        "sitzungen": next_sitzungen(user, today)[:5],
    }


def _budgets(user, year):
    mine = Budget.objects.filter(region__in=regions_of(user, *SEES_CASES), haushaltsjahr__year=year)
    return {budget.region_id: budget for budget in mine.select_related("region")}


def _lines(user, today, budgets):
    cases = list(cases_on_desk(user, today))
    sitzungen = list(sitzungen_to_run(user))
    yield from filter(None, (_case_line(case, today, budgets) for case in cases))
    yield from filter(None, (_sitzung_line(sitzung, today) for sitzung in sitzungen))
    yield from _missing_sitzungen(cases, sitzungen, today)
    yield from _letter_lines(user)


def _case_line(case, today, budgets):
    found = _why(case, today, budgets)
    if found is None:
        return None
    urgency, why = found
    return Line(
        urgency,
        clock.day_of(case.stage_since),
        why,
        _place_of_work(case),
        case.title,
        case.number,
        str(case.region),
        case.requested_amount,
    )


def _place_of_work(case):
    if case.stage in (Stage.VOTED, Stage.INELIGIBLE):
        return reverse("bescheid:draft", args=[case.public_id])
    return reverse("akte:case", args=[case.public_id])


def _why(case, today, budgets):
    """How urgent and why; None for what need not be done now."""
    if case.due_on and case.due_on < today:
        return Urgency.LATE, f"Frist seit {_days((today - case.due_on).days)} vorbei"
    if case.stage == Stage.IN_REVIEW and case.last_step == "answer":
        return Urgency.ANSWERED, "Antwort eingegangen"
    if case.stage == Stage.WAITING:
        return _why_waiting(case, budgets)
    return WHY.get(case.stage)


WHY = {
    Stage.SUBMITTED: (Urgency.NEW, "Neu eingegangen"),
    Stage.IN_REVIEW: (Urgency.NEXT, "Prüfung begonnen"),
    Stage.READY: (Urgency.NEXT, "Bereit, noch auf keiner Tagesordnung"),
    Stage.VOTED: (Urgency.NEW, "Votum liegt vor: Brief entwerfen"),
    Stage.INELIGIBLE: (Urgency.NEW, "Ablehnung vorgeschlagen: Brief entwerfen"),
}


def _why_waiting(case, budgets):
    budget = budgets.get(case.region_id)
    if budget and budget.money.free >= case.requested_amount:
        return Urgency.NEXT, "Warteliste: Jetzt ist Geld da"
    return None


def _sitzung_line(sitzung, today):
    days = (sitzung.day - today).days
    if days < 0:
        urgency, why = Urgency.LATE, f"Sitzung vom {datum(sitzung.day)} noch nicht abgeschlossen"
    elif days == 0:
        urgency, why = Urgency.TODAY, "Sitzung heute"
    elif days <= AGENDA_DAYS and not sitzung.items_all:
        urgency, why = Urgency.NEXT, f"Sitzung in {_days(days)} ohne Tagesordnung"
    else:
        return None
    return Line(
        urgency,
        sitzung.day,
        why,
        reverse("jury:sitzung", args=[sitzung.public_id]),
        f"Sitzung der Jury am {datum(sitzung.day)}",
        region=str(sitzung.region),
    )


def _missing_sitzungen(cases, sitzungen, today):
    """A line for each region in which cases are ready and no Sitzung is to come."""
    planned = {sitzung.region_id for sitzung in sitzungen if sitzung.day >= today}
    ready = [case for case in cases if case.stage == Stage.READY and case.region_id not in planned]
    for region, count in Counter(case.region for case in ready).items():
        waiting = "1 Antrag wartet" if count == 1 else f"{count} Anträge warten"
        yield Line(
            Urgency.NEW,
            today,
            f"Keine Sitzung geplant, {waiting}",
            reverse("jury:plan"),
            "Sitzung planen",
            region=str(region),
        )


def _letter_lines(user):
    letters = letters_in_office(user)
    leads = regions_of(user, Role.LEITUNG)
    clerks = regions_of(user, Role.SACHBEARBEITUNG)
    to_release = letters.waiting_for_release().filter(antrag__region__in=leads)
    sent_back = letters.sent_back().filter(drafted_by=user)
    to_post = letters.to_be_posted().filter(antrag__region__in=clerks)
    for letter in to_release.exclude(drafted_by=user):
        yield _letter_line(letter, "Brief wartet auf Ihre Freigabe", letter.drafted_at)
    for letter in sent_back:
        yield _letter_line(letter, f"Brief zurück von {letter.sent_back_by}", letter.drafted_at)
    for letter in to_post:
        yield _letter_line(letter, "Brief zur Post geben", letter.released_at)


def _letter_line(letter, why, since):
    return Line(
        Urgency.NEW,
        clock.day_of(since),
        why,
        reverse("bescheid:detail", args=[letter.public_id]),
        letter.antrag.title,
        letter.antrag.number,
        str(letter.antrag.region),
        letter.amount,
    )


def _greeting(hour):
    if hour < 11:
        return "Guten Morgen"
    return "Guten Tag" if hour < 18 else "Guten Abend"


def _count_words(count):
    return "1 Sache wartet auf Sie" if count == 1 else f"{count} Sachen warten auf Sie"


def _days(count):
    return "1 Tag" if count == 1 else f"{count} Tagen"
