"""The formal check: four questions that a person answers, and what the rules say to them.

Rules only give hints (§ 24 VwVfG); the answer is always a person's. Pure Python.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices

from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.haushalt.domain import Hint, Rules, check_amount, check_line


class CheckItem(TextChoices):
    """The four items that must be passed before a case goes to the jury (domain: 7.5 no. 7)."""

    REGION = "region", "Die Aktion ist in diesem Stadtteil."
    PUBLIC = "public", "Die Aktion ist offen für alle."
    NOT_BEGUN = "not_begun", "Die Aktion hat noch nicht begonnen."
    COST_KINDS = "cost_kinds", "Die Kosten passen zur Richtlinie."


# The section of the application in which the person's answer stands.
SECTION_OF = {
    CheckItem.REGION: Section.PLACE,
    CheckItem.PUBLIC: Section.PARTICIPATION,
    CheckItem.NOT_BEGUN: Section.PLACE,
    CheckItem.COST_KINDS: Section.COSTS,
}


@dataclass(frozen=True)
class Answer:
    """What was found for one item: passed, not passed, or None for not yet looked at."""

    passed: bool | None
    remark: str = ""


def items_missing(answers: Mapping[str, bool | None]) -> list[CheckItem]:
    """The items that are not passed (yet), in the order of the checklist; empty: ready."""
    return [item for item in CheckItem if not answers.get(item)]


def reason_not_ready(answers: Mapping[str, bool | None]) -> str | None:
    """Why the case cannot go to the jury yet, as a sentence; None when it can."""
    missing = items_missing(answers)
    if not missing:
        return None
    points = " · ".join(item.label.rstrip(".") for item in missing)
    return f"In der Prüfung ist noch offen: {points}."


@dataclass(frozen=True)
class Facts:
    """What of a case the rules look at. Amounts in EUR; lines are (kind, label, amount)."""

    open_to_all: bool | None
    begun: bool | None
    starts_on: dt.date | None
    received_on: dt.date | None
    requested: Decimal
    lines: tuple[tuple[str, str, Decimal], ...]
    planungsraum_known: bool
    special_areas: tuple[str, ...] = ()


def hints_for(
    facts: Facts, rules: Rules, *, today: dt.date, first_start: dt.date | None
) -> dict[str, list[Hint]]:
    """What to say to staff beside the sections of the case, {section: hints}; costs: the sum only.

    `first_start` is the first day on which an action that is decided next may begin.
    """
    hints = {
        Section.PARTICIPATION: _public_hints(facts),
        Section.PLACE: [*_region_hints(facts), *_start_hints(facts, today, first_start)],
        Section.COSTS: _sum_hints(facts, rules),
    }
    return {section: found for section, found in hints.items() if found}


def line_hints(facts: Facts, rules: Rules) -> list[list[Hint]]:
    """What to say beside each cost line, in their order."""
    return [check_line(rules, kind, label, amount) for kind, label, amount in facts.lines]


def _public_hints(facts):
    # NF-02
    if facts.open_to_all:
        return []
    return [Hint("Die Person hat nicht angegeben, dass die Aktion offen für alle ist.", "NF-02")]


def _region_hints(facts):
    hints = []
    if not facts.planungsraum_known:
        hints.append(
            Hint("Das Portal kennt die Adresse nicht genau. Bitte prüfen Sie den Ort.", "NF-03")
        )
    # NF-03: inside an area of the Quartiersmanagement its own fund comes first.
    hints.extend(
        Hint(f"Der Ort liegt im Gebiet „{area}“, das eigene Mittel hat.", "NF-03")
        for area in facts.special_areas
    )
    return hints


def _start_hints(facts, today, first_start):
    # NF-01
    if facts.begun:
        return [Hint("Die Person sagt: Es hat schon angefangen.", "NF-01", breaks=True)]
    if facts.starts_on is None:
        return [Hint("Es fehlt der Tag, an dem die Aktion beginnt.")]
    if facts.received_on and facts.starts_on <= facts.received_on:
        return [Hint("Die Aktion begann schon, bevor der Antrag da war.", "NF-01", breaks=True)]
    if facts.starts_on <= today:
        return [Hint("Der Beginn liegt in der Vergangenheit. Bitte fragen Sie nach.", "NF-01")]
    if first_start and facts.starts_on < first_start:
        return [Hint("Bis zum Beginn liegt wahrscheinlich noch keine Entscheidung vor.", "NF-01")]
    return []


def _sum_hints(facts, rules):
    sentence = check_amount(rules.max_amount, facts.requested)
    return [Hint(sentence, breaks=True)] if sentence else []
