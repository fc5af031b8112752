"""The list of cases: its figures and its rows, for the page and for files."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from django.db.models import Count, Sum
from django.template.loader import render_to_string
from django.utils.html import format_html

from portal import clock
from portal.money import format_euro
from stadtteilkasse.antrag.domain import Stage

FIELDS = (
    "public_id",
    "number",
    "title",
    "organisation",
    "first_name",
    "last_name",
    "region__name",
    "haushaltsjahr__year",
    "stage",
    "requested_amount",
    "received_on",
    "stage_since",
    "due_on",
)
LINE_FIELDS = (
    "public_id",
    "number",
    "title",
    "organisation",
    "first_name",
    "last_name",
    "region_id",
    "stage",
    "requested_amount",
    "stage_since",
    "due_on",
)
HEADINGS = (
    "Nummer",
    "Titel",
    "Wer beantragt",
    "Stadtteil",
    "Haushaltsjahr",
    "Stand",
    "Beantragt (Euro)",
    "Eingegangen",
    "Im Stand seit",
    "Zu erledigen bis",
)
AT_ONCE = 2000
LABELS = dict(Stage.choices)


@dataclass(frozen=True, slots=True)
class Totals:
    count: int
    amount: Decimal

    @property
    def count_words(self) -> str:
        number = f"{self.count:,}".replace(",", ".")
        return "1 Antrag" if self.count == 1 else f"{number} Anträge"

    @property
    def amount_words(self) -> str:
        return f"{format_euro(self.amount)} €"

    @property
    def export_words(self) -> str:
        return f"{self.count_words}, wie gefiltert,"


def totals(cases) -> Totals:
    """How many cases, and what they ask for together in EUR; one query."""
    found = cases.order_by().aggregate(count=Count("pk"), amount=Sum("requested_amount"))
    return Totals(found["count"], found["amount"] or Decimal("0.00"))


def rows_of(cases) -> Iterator[tuple]:
    """One tuple of values for each case in the order of `HEADINGS`, read piece by piece."""
    for values in cases.values_list(*FIELDS).iterator(chunk_size=AT_ONCE):
        _, number, title, organisation, first, last, region, year, *rest = values
        stage, amount, received, since, due = rest
        applicant = organisation or f"{first} {last}".strip()
        since = clock.day_of(since)
        yield number, title, applicant, region, year, LABELS[stage], amount, received, since, due


# Plain, on the way, waiting for somebody else, done.
BADGE_KINDS = {
    Stage.SUBMITTED: "info",
    Stage.RETURNED: "warning",
    Stage.INELIGIBLE: "warning",
    Stage.WAITING: "warning",
    Stage.VOTED: "success",
    Stage.ANNOUNCED: "success",
}


@cache
def stage_badge(stage: str) -> str:
    """The badge of a stage as HTML, made once in the life of the process."""
    kind = BADGE_KINDS.get(stage, "neutral")
    return render_to_string("kern/badge.html", {"text": LABELS[stage], "kind": kind})


@cache
def overdue_badge() -> str:
    return render_to_string("kern/badge.html", {"text": "überfällig", "kind": "danger"})


class Line(NamedTuple):
    """One case on the page, in words: a template that formats costs more than the query.

    The template takes it apart by position; looking names up on an object costs as much again.
    """

    public_id: str
    number: str
    title: str
    applicant: str
    region: str
    stage: str
    amount: str
    since: str
    due: str


def lines_of(cases, regions) -> list[Line]:
    """The cases of one page of the list; `regions` is {id: name}."""
    today = clock.today()
    return [_line(values, regions, today) for values in cases.values_list(*LINE_FIELDS)]


def _line(values, regions, today):
    public_id, number, title, organisation, first, last, region, *rest = values
    stage, amount, since, due = rest
    return Line(
        public_id,
        number,
        title,
        organisation or f"{first} {last}".strip(),
        regions[region],
        stage_badge(stage),
        format_euro(amount),
        short(clock.day_of(since)),
        _due(due, today),
    )


def _due(due, today):
    if due is None:
        return ""
    return format_html("{} {}", short(due), overdue_badge()) if due < today else short(due)


def short(day: dt.date) -> str:
    """`12.03.2026`; much cheaper than Django's localised formats."""
    return f"{day.day:02}.{day.month:02}.{day.year}"
