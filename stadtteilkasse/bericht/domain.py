"""What a report counts, and how it says it. Pure Python: values in, values out."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from decimal import ROUND_HALF_UP, Decimal

from portal.money import ZERO, format_euro

MISSING = "–"
PERCENT = Decimal("0.1")


@dataclass(frozen=True)
class Figures:
    """The figures of one region, or of all, in one year. Counts, and EUR with two places.

    None stands for a figure without a source; it is shown as „–“, never as 0.
    """

    name: str
    region_id: str = ""
    allotted: Decimal | None = None
    blocked: Decimal | None = None
    applied: int = 0
    applied_sum: Decimal = ZERO
    granted: int = 0
    granted_sum: Decimal | None = None
    cut: int = 0
    rejected: int = 0
    withdrawn: int = 0
    undecided: int = 0
    paid_sum: Decimal | None = None
    returned_sum: Decimal | None = None
    free: Decimal | None = None

    @property
    def granted_rate(self) -> Decimal | None:
        """Granted in percent of the Ansatz, one place."""
        return rate(self.granted_sum, self.allotted)

    @property
    def spent_rate(self) -> Decimal | None:
        """Paid in percent of the Ansatz, one place."""
        return rate(self.paid_sum, self.allotted)


SUMMED = [field.name for field in fields(Figures) if field.name not in {"name", "region_id"}]


@dataclass(frozen=True)
class TopicFigures:
    """The figures of one topic in one year."""

    name: str
    applied: int = 0
    granted: int = 0
    granted_sum: Decimal = ZERO


def rate(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Part of whole in percent with one place; None when one of them is missing or whole is 0."""
    if part is None or not whole:
        return None
    return (part * 100 / whole).quantize(PERCENT, ROUND_HALF_UP)


def total_of(rows: Iterable[Figures], name: str) -> Figures:
    """The sum of regions. A figure is missing in the sum only when it is missing in every row."""
    rows = list(rows)
    summed = {field: _sum_of(getattr(row, field) for row in rows) for field in SUMMED}
    return Figures(name=name, **{key: value for key, value in summed.items() if value is not None})


def _sum_of(values):
    known = [value for value in values if value is not None]
    return sum(known[1:], known[0]) if known else None


@dataclass(frozen=True)
class Snapshot:
    """All that one report says, frozen: every format is made of it."""

    year: int
    bezirk: str
    kapitel: str
    titel: str
    as_of: dt.date
    rows: tuple[Figures, ...]
    topics: tuple[TopicFigures, ...]

    @property
    def total(self) -> Figures:
        return total_of(self.rows, "Zusammen")

    def to_bytes(self) -> bytes:
        """The one sequence of bytes for these figures: sorted keys, no white space, UTF-8."""
        return json.dumps(
            asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
        ).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Snapshot":
        values = json.loads(bytes(content))
        return cls(
            **values
            | {
                "as_of": dt.date.fromisoformat(values["as_of"]),
                "rows": tuple(_row(Figures, row) for row in values["rows"]),
                "topics": tuple(_row(TopicFigures, row) for row in values["topics"]),
            }
        )


def _row(kind, values):
    amounts = {field.name for field in fields(kind) if "Decimal" in str(field.type)}
    return kind(
        **{
            name: Decimal(value) if name in amounts and value is not None else value
            for name, value in values.items()
        }
    )


def sentences(snapshot: Snapshot) -> list[str]:
    """The facts of the year in words, each figure from the snapshot (domain: 4.2)."""
    total = snapshot.total
    regions = sum(row.allotted is not None for row in snapshot.rows)
    said = [
        f"Im Jahr {snapshot.year} standen in {regions} Bezirksregionen zusammen "
        f"{_euro(total.allotted)} Euro für die Stadtteilkassen bereit.",
        f"Eingegangene Anträge: {total.applied} über zusammen {_euro(total.applied_sum)} Euro.",
        f"Bewilligte Vorhaben: {total.granted} mit zusammen {_euro(total.granted_sum)} Euro, "
        f"davon {total.cut} mit vermindertem Betrag.",
        f"Abgelehnte Anträge: {total.rejected}; zurückgezogene: {total.withdrawn}; "
        f"noch nicht entschiedene: {total.undecided}.",
    ]
    if total.paid_sum is not None:
        said.append(
            f"Ausgezahlt sind {_euro(total.paid_sum)} Euro ({_percent(total.spent_rate)} Prozent "
            f"der Mittel); zurückgezahlt wurden {_euro(total.returned_sum)} Euro."
        )
    said.append("Die Übersicht nach Bezirksregionen und Themen ist beigefügt.")
    return said


def _euro(amount):
    return MISSING if amount is None else format_euro(amount)


def _percent(value):
    return MISSING if value is None else f"{value}".replace(".", ",")


# The columns of the table in every format: (heading, field, kind)
COLUMNS = (
    ("Bezirksregion", "name", "text"),
    ("Ansatz", "allotted", "euro"),
    ("gesperrt", "blocked", "euro"),
    ("Anträge", "applied", "count"),
    ("beantragt", "applied_sum", "euro"),
    ("bewilligt (Zahl)", "granted", "count"),
    ("bewilligt", "granted_sum", "euro"),
    ("davon gekürzt", "cut", "count"),
    ("abgelehnt", "rejected", "count"),
    ("zurückgezogen", "withdrawn", "count"),
    ("noch offen", "undecided", "count"),
    ("ausgezahlt", "paid_sum", "euro"),
    ("zurückgezahlt", "returned_sum", "euro"),
    ("frei", "free", "euro"),
    ("bewilligt in %", "granted_rate", "percent"),
    ("ausgezahlt in %", "spent_rate", "percent"),
)
TOPIC_COLUMNS = (
    ("Thema", "name", "text"),
    ("Anträge", "applied", "count"),
    ("bewilligt (Zahl)", "granted", "count"),
    ("bewilligt", "granted_sum", "euro"),
)

SHOWN_AS = {
    "text": str,
    "count": lambda value: MISSING if value is None else str(value),
    "euro": _euro,
    "percent": _percent,
}


def cells(row, columns=COLUMNS) -> list[tuple[str, str]]:
    """One row as people read it: (text, kind) for each column."""
    return [(SHOWN_AS[kind](getattr(row, name)), kind) for _, name, kind in columns]
