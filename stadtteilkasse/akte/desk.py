"""What needs a person now, one line each, the most urgent first."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from django.urls import reverse

from portal import clock
from portal.money import format_euro
from portal.templatetags.german import datum
from regions.roles.queries import Role, regions_by_role
from stadtteilkasse.akte.listing import short
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.queries.desk import NEED_A_LETTER, cases_on_desk
from stadtteilkasse.antrag.querysets import SEES_CASES
from stadtteilkasse.bescheid.models import Bescheid
from stadtteilkasse.haushalt.models import Budget
from stadtteilkasse.jury.queries import sitzungen_planned_in
from stadtteilkasse.jury.querysets import SEES_SITZUNGEN

# A Sitzung without an agenda asks for attention from here on.
AGENDA_DAYS = 14
MOST_LINES = 40


class Urgency(IntEnum):
    LATE = 0
    TODAY = 1
    ANSWERED = 2
    NEW = 3
    NEXT = 4


class Line(NamedTuple):
    """One thing to do: why now, what, where, how much, since when, and where it is done.

    The template takes it apart by position, which is much cheaper than by name.
    """

    urgency: Urgency
    since: dt.date
    why: str
    href: str
    title: str
    number: str = ""
    region: str = ""
    amount: str = ""
    since_words: str = ""


@dataclass(frozen=True)
class Areas:
    """In which regions the person does what, {id: name}."""

    offices: dict
    clerks: dict
    leads: dict
    seen: dict
    meets: dict


def desk_context(user) -> dict:
    """All that `akte/desk.html` shows. A query that no role of the person needs is not sent."""
    today = clock.today()
    areas = _areas(user)
    budgets = _budgets(areas.seen, today.year)
    sitzungen = list(sitzungen_planned_in(areas.meets))
    lines = sorted(_lines(user, today, areas, budgets, sitzungen), key=itemgetter(0, 1))
    return {
        "greeting": _greeting(clock.now().hour),
        "today": today,
        "count_words": _count_words(len(lines)),
        "lines": lines[:MOST_LINES],
        "more": len(lines) - MOST_LINES,
        "budgets": [(areas.seen[pk], budget.money.free) for pk, budget in budgets.items()],
        "sitzungen": [
            (sitzung, areas.seen[sitzung.region_id])
            for sitzung in sitzungen
            if sitzung.day >= today
        ][:5],
    }


def _areas(user):
    held = regions_by_role(user)
    return Areas(
        offices=held[Role.STADTTEILKOORDINATION],
        clerks=held[Role.SACHBEARBEITUNG],
        leads=held[Role.LEITUNG],
        seen=_regions_of(held, SEES_CASES),
        meets=_regions_of(held, SEES_SITZUNGEN),
    )


def _regions_of(held, roles):
    return {pk: name for role in roles for pk, name in held[role].items()}


def _budgets(regions, year):
    budgets = Budget.objects.filter(region__in=regions, haushaltsjahr__year=year)
    return {budget.region_id: budget for budget in budgets.order_by("region")}


def _lines(user, today, areas, budgets, sitzungen):
    cases = _cases(user, today, areas)
    mine = [sitzung for sitzung in sitzungen if sitzung.region_id in areas.offices]
    yield from filter(None, (_case_line(case, today, areas, budgets) for case in cases))
    yield from filter(None, (_sitzung_line(sitzung, today, areas) for sitzung in mine))
    yield from _missing_sitzungen(cases, mine, today, areas)
    yield from _letter_lines(user, areas)


def _cases(user, today, areas):
    if not areas.offices and not areas.clerks:
        return []
    return list(cases_on_desk(user, today, offices=areas.offices, clerks=areas.clerks))


def _case_line(case, today, areas, budgets):
    found = _why(case, today, budgets)
    if found is None:
        return None
    urgency, why = found
    since = clock.day_of(case.stage_since)
    return Line(
        urgency,
        since,
        why,
        _address("bescheid:draft" if case.stage in NEED_A_LETTER else "akte:case", case),
        case.title,
        case.number,
        areas.seen[case.region_id],
        f"{format_euro(case.requested_amount)} €",
        f"seit {short(since)}",
    )


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


def _sitzung_line(sitzung, today, areas):
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
        _address("jury:sitzung", sitzung),
        f"Sitzung der Jury am {datum(sitzung.day)}",
        region=areas.seen[sitzung.region_id],
    )


def _missing_sitzungen(cases, sitzungen, today, areas):
    """A line for each region in which cases are ready and no Sitzung is to come."""
    planned = {sitzung.region_id for sitzung in sitzungen if sitzung.day >= today}
    ready = Counter(case.region_id for case in cases if case.stage == Stage.READY)
    for region_id, count in ready.items():
        if region_id in planned:
            continue
        waiting = "1 Antrag wartet" if count == 1 else f"{count} Anträge warten"
        yield Line(
            Urgency.NEW,
            today,
            f"Keine Sitzung geplant, {waiting}",
            reverse("jury:plan"),
            "Sitzung planen",
            region=areas.seen[region_id],
        )


def _letter_lines(user, areas):
    letters = Bescheid.objects.filter(antrag__in=Antrag.objects.in_office(user, areas.seen))
    letters = letters.select_related("antrag", "sent_back_by")
    if areas.leads:
        # Four eyes: what one has drafted oneself waits for somebody else.
        waiting = letters.waiting_for_release().exclude(drafted_by=user)
        for letter in waiting.filter(antrag__region__in=areas.leads):
            yield _letter_line(letter, "Brief wartet auf Ihre Freigabe", letter.drafted_at, areas)
        for letter in letters.not_made().filter(antrag__region__in=areas.leads):
            why = "PDF konnte nicht erstellt werden"
            yield _letter_line(letter, why, letter.released_at, areas)
    if areas.offices or areas.clerks:
        for letter in letters.sent_back().filter(drafted_by=user):
            why = f"Brief zurück von {letter.sent_back_by}"
            yield _letter_line(letter, why, letter.drafted_at, areas)
    if areas.clerks:
        for letter in letters.to_be_posted().filter(antrag__region__in=areas.clerks):
            yield _letter_line(letter, "Brief zur Post geben", letter.released_at, areas)


def _letter_line(letter, why, since, areas):
    day = clock.day_of(since)
    return Line(
        Urgency.NEW,
        day,
        why,
        _address("bescheid:detail", letter),
        letter.antrag.title,
        letter.antrag.number,
        areas.seen[letter.antrag.region_id],
        f"{format_euro(letter.amount)} €",
        f"seit {short(day)}",
    )


def _address(name, row):
    before, after = _around_id(name)
    return f"{before}{row.public_id}{after}"


@cache
def _around_id(name):
    """The parts of an address before and after the public id: forty `reverse` cost a query."""
    placeholder = "a" * 16
    return reverse(name, args=[placeholder]).split(placeholder)


def _greeting(hour):
    if hour < 11:
        return "Guten Morgen"
    return "Guten Tag" if hour < 18 else "Guten Abend"


def _count_words(count):
    return "1 Sache wartet auf Sie" if count == 1 else f"{count} Sachen warten auf Sie"


def _days(count):
    return "1 Tag" if count == 1 else f"{count} Tagen"
