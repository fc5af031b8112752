"""Every change of a decision, in the order of its life."""

from stadtteilkasse.bescheid.services.bekanntgabe import (
    announce_due,
    lapse_due,
    record_posting,
    retrieve,
    send,
)
from stadtteilkasse.bescheid.services.draft import (
    Decision,
    change_draft,
    discard_draft,
    draft_bescheid,
)
from stadtteilkasse.bescheid.services.release import make_again, release_bescheid, send_back

__all__ = [
    "Decision",
    "announce_due",
    "change_draft",
    "discard_draft",
    "draft_bescheid",
    "lapse_due",
    "make_again",
    "record_posting",
    "release_bescheid",
    "retrieve",
    "send",
    "send_back",
]
