"""Rules of a Richtlinie as pure functions: cost kinds, limit, dates, and what changed."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices

from portal.calendar import add_workdays
from portal.money import format_euro

# § 41 (2) VwVfG: a letter by post counts as received on the fourth day after posting.
POST_DAYS = 4


class LegalForm(TextChoices):
    BESCHEID = "a", "Bescheid des Bezirksamts"
    CONTRACT = "b", "Vertrag des Trägers"
    ENTRUSTED = "c", "Bescheid eines beliehenen Trägers"


class RichtlinieState(TextChoices):
    DRAFT = "draft", "Entwurf"
    APPROVED = "approved", "freigegeben"


class AwardBody(TextChoices):
    JURY = "jury", "Jury"
    TWO_PERSONS = "two_persons", "zwei benannte Personen"


class Drafters(TextChoices):
    DISTRICT = "district", "Sachbearbeitung"
    OFFICE = "office", "Stadtteilkoordination"
    BOTH = "both", "Sachbearbeitung und Stadtteilkoordination"


class CostRule(TextChoices):
    ALLOWED = "allowed", "wird gefördert"
    LIMITED = "limited", "nur unter Bedingungen"
    EXCLUDED = "excluded", "wird nicht gefördert"


@dataclass(frozen=True)
class CostKind:
    code: str
    label: str
    rule: str
    hint: str = ""
    source: str = ""


@dataclass(frozen=True)
class Exclusion:
    """What is not funded. `keywords` are lower-case parts of words that give it away."""

    code: str
    text: str
    alternative: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """What of a Richtlinie is needed to check a cost plan."""

    max_amount: Decimal
    cost_kinds: dict[str, CostKind]
    exclusions: tuple[Exclusion, ...] = ()


@dataclass(frozen=True)
class Hint:
    """A sentence that helps. `breaks` says that the line cannot be funded as it stands."""

    sentence: str
    source: str = ""
    breaks: bool = False


def check_line(rules: Rules, kind: str, label: str, amount: Decimal) -> list[Hint]:
    """What to say beside a cost line (code of its cost kind, what it is, EUR); else empty.

    An excluded kind breaks the rules. A word that sounds like something excluded only gives a
    hint, for a word is not a fact.
    """
    cost_kind = rules.cost_kinds.get(kind)
    if cost_kind is None:
        return [Hint("Bitte wählen Sie, was für eine Art von Kosten das ist.", breaks=True)]
    hints = [*_kind_hints(cost_kind), *_keyword_hints(rules.exclusions, cost_kind, label)]
    if amount > rules.max_amount:
        hints.append(Hint(_over_limit_alone(rules.max_amount)))
    return hints


def _kind_hints(cost_kind):
    if cost_kind.rule == CostRule.EXCLUDED:
        sentence = cost_kind.hint or f"{cost_kind.label} können wir nicht bezahlen."
        return [Hint(sentence, cost_kind.source, breaks=True)]
    if cost_kind.rule == CostRule.LIMITED:
        sentence = cost_kind.hint or f"{cost_kind.label} bezahlen wir nur in besonderen Fällen."
        return [Hint(sentence, cost_kind.source)]
    return []


def _keyword_hints(exclusions, cost_kind, label):
    words = label.lower()
    return [
        Hint(f"{exclusion.text} {exclusion.alternative}".strip(), exclusion.code)
        for exclusion in exclusions
        if exclusion.code != cost_kind.source
        and any(re.search(rf"\b{re.escape(word)}", words) for word in exclusion.keywords)
    ]


def _over_limit_alone(max_amount):
    return (
        f"Das kostet allein schon mehr als {format_euro(max_amount)} Euro. "
        "Mehr können wir nicht geben. Tragen Sie bei „eigenes Geld“ oder „anderes Geld“ ein, "
        "woher der Rest kommt."
    )


def check_amount(max_amount: Decimal, requested: Decimal) -> str | None:
    """Why this sum cannot be applied for, EUR; None when it can."""
    if requested <= 0:
        return "Nach Abzug des anderen Geldes bleibt nichts, das Sie beantragen könnten."
    if requested > max_amount:
        return (
            f"Sie beantragen {format_euro(requested)} Euro, höchstens möglich sind "
            f"{format_euro(max_amount)} Euro. Das sind {format_euro(requested - max_amount)} "
            "Euro zu viel: Streichen Sie etwas, oder tragen Sie ein, wer den Rest bezahlt."
        )
    return None


def breaking_line(amounts: list[Decimal], other_money: Decimal, max_amount: Decimal) -> int | None:
    """The index of the line with which the sum applied for goes over the limit; None if it stays.

    `other_money` (own money, other funds, income) carries the first lines.
    """
    total = -other_money
    for index, amount in enumerate(amounts):
        total += amount
        if total > max_amount:
            return index
    return None


def first_possible_start(sitzung_day: dt.date, letter_workdays: int) -> dt.date:
    """The first day on which an action may begin that is decided in this Sitzung.

    The letter goes out after the working days of the Richtlinie and takes the slowest way, by
    post. Nothing may begin before it (NF-01; AV Nr. 1.4 zu § 44 LHO).
    """
    return add_workdays(sitzung_day, letter_workdays) + dt.timedelta(days=POST_DAYS)


def day_in_year(day_and_month: str, year: int) -> dt.date:
    """The date of „10.11.“ in a year. Raises `ValueError` where there is no such day."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.", day_and_month)
    if match is None:
        raise ValueError(day_and_month)
    return dt.date(year, int(match[2]), int(match[1]))


def proof_due_on(ends_on: dt.date, *, year: int, weeks: int, last_proof: str) -> dt.date:
    """Until when the use of the money of a year is accounted for.

    Weeks after the end of the action, but not after the year's last day for it (§ 45 LHO), and
    never before the end.
    """
    in_weeks = ends_on + dt.timedelta(weeks=weeks)
    return max(ends_on, min(in_weeks, day_in_year(last_proof, year)))


@dataclass(frozen=True)
class Change:
    """One rule in two versions; None where a version does not have it."""

    label: str
    before: str | None
    after: str | None


def difference(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    """What differs between two versions, given as {label: what it says}, in reading order."""
    labels = [*after, *(label for label in before if label not in after)]
    changes = (Change(label, before.get(label), after.get(label)) for label in labels)
    return [change for change in changes if change.before != change.after]
