"""A report as values for page and paper."""

import datetime as dt

from koordination.queries import dienststelle_of
from stadtteilkasse.bericht.domain import COLUMNS, TOPIC_COLUMNS, cells, sentences

# The table of the regions on A4: two halves that a reader can take in.
MONEY = ("name", "allotted", "blocked", "granted_sum", "paid_sum", "returned_sum", "free")
CASES = ("name", "applied", "applied_sum", "granted", "cut", "rejected", "withdrawn", "undecided")
RATES = ("granted_rate", "spent_rate")


def tables_of(snapshot) -> list[dict]:
    """The tables of a report: caption, headings, rows and sum, as people read them."""
    rows, total = snapshot.rows, snapshot.total
    by_region = [
        ("Geld in Euro", _columns(MONEY + RATES)),
        ("Anträge", _columns(CASES)),
    ]
    tables = [
        {
            "caption": caption,
            "headings": [(heading, kind) for heading, _, kind in columns],
            "rows": [cells(row, columns) for row in rows],
            "total": cells(total, columns),
        }
        for caption, columns in by_region
    ]
    tables.append(
        {
            "caption": "Themen",
            "headings": [(heading, kind) for heading, _, kind in TOPIC_COLUMNS],
            "rows": [cells(row, TOPIC_COLUMNS) for row in snapshot.topics],
            "total": None,
        }
    )
    return tables


def context_of(bericht, snapshot=None) -> dict:
    """All that the Vorlage shows, on screen and on paper."""
    snapshot = snapshot or bericht.snapshot
    return {
        "bericht": bericht,
        "snapshot": snapshot,
        "sentences": sentences(snapshot),
        "tables": tables_of(snapshot),
        "dienststelle": dienststelle_of(bericht.bezirk_id, bericht.frozen_at.date()),
        "created": dt.datetime.combine(snapshot.as_of, dt.time(), tzinfo=dt.UTC),
    }


def _columns(names):
    by_name = {column[1]: column for column in COLUMNS}
    return [by_name[name] for name in names]
