"""What a planned case is written into, and the rows that follow from a plan alone."""

import datetime as dt
from dataclasses import dataclass, field

from koordination.models import Dienststelle, Koordination
from portal import clock
from portal.models import Message
from portal.rows import new_public_id
from stadtteilkasse.akte.demo.plan import CUT, REJECTED
from stadtteilkasse.antrag.models import (
    Kostenposition,
)
from stadtteilkasse.bescheid.models import (
    Klausel,
)
from stadtteilkasse.jury.domain import VoteResult


@dataclass(frozen=True)
class World:
    """What all cases share, read once."""

    regions: dict
    years: dict
    richtlinien: dict
    sitzungen: dict
    residents: dict
    offices: dict[str, Koordination | None]
    sender: Dienststelle
    clauses: dict[str, Klausel]
    clerk: object
    head: object


@dataclass
class Rows:
    """Everything to be written, each list in an order in which it can be."""

    cases: list = field(default_factory=list)
    of_cases: list = field(default_factory=list)
    items: list = field(default_factory=list)
    votes: list = field(default_factory=list)
    messages: list = field(default_factory=list)
    letters: list = field(default_factory=list)
    of_letters: list = field(default_factory=list)
    bookings: list = field(default_factory=list)
    entries: list = field(default_factory=list)


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=clock.BERLIN)


def reason_of(plan) -> str:
    """Why the jury gave less, or nothing; empty for a full vote."""
    if plan.voted == plan.requested:
        return ""
    return CUT if plan.voted else REJECTED


def result_of(plan):
    if plan.voted == plan.requested:
        return {"result": VoteResult.FULL, "yes": 6, "no": 0, "abstain": 0, "reason": ""}
    if plan.voted:
        return {"result": VoteResult.REDUCED, "yes": 5, "no": 1, "abstain": 0, "reason": CUT}
    return {"result": VoteResult.NO, "yes": 1, "no": 5, "abstain": 0, "reason": REJECTED}


def counted(line):
    return Kostenposition(**line, amount=line["quantity"] * line["unit_price"])


def emptied_message(case, at):
    """A Benachrichtigung that went out long ago: receiver and text are forgotten."""
    public_id = new_public_id()
    return Message(
        public_id=public_id,
        kind="bescheid.letter_ready",
        message_id=f"<{public_id}@example.org>",
        subject_id=case.public_id,
        region_id=case.region_id,
        state="done",
        attempts=1,
        created_at=at,
        done_at=at,
        emptied_at=at,
    )
