"""What other rooms and pages ask about decisions."""

from stadtteilkasse.bescheid.domain import BescheidState, last_day_of_retrieval
from stadtteilkasse.bescheid.models import Bescheid, Klausel, KlauselKind
from stadtteilkasse.jury.domain import VoteResult
from stadtteilkasse.jury.models import Votum

DECIDING = (VoteResult.FULL, VoteResult.REDUCED, VoteResult.NO)


def vote_of(case) -> Votum | None:
    """The vote that decides the jury's word on a case; None before it, and for an adjournment."""
    votes = Votum.objects.filter(item__antrag=case, result__in=DECIDING)
    return votes.order_by("-recorded_at").first()


def letters_of(user, case):
    """The letters of a case that a person may see, newest first, with all that a page shows."""
    return (
        Bescheid.objects.visible_to(user)
        .filter(antrag=case)
        .select_related("ausfertigung__file")
        .prefetch_related("bekanntgaben__notification")
    )


def conditions_to_choose(legal_form, day):
    """The Nebenbestimmungen that can stand in a letter, the standing ones first."""
    return Klausel.objects.current(legal_form, day).filter(kind=KlauselKind.CONDITION)


def reasons_to_choose(legal_form, day):
    """The typed reasons for a cut or a rejection."""
    return Klausel.objects.current(legal_form, day).filter(kind=KlauselKind.REASON)


def lapsed(attempt, today) -> bool:
    """Whether a letter can no longer be fetched under this attempt (§ 41 (2a) s. 4 VwVfG)."""
    sent = attempt.notified_at
    return sent is not None and today > last_day_of_retrieval(sent.date())


def waits_in_portal(bescheid) -> bool:
    """Whether the resident can fetch this letter with the button."""
    return bescheid.state == BescheidState.SENT and _is_by_portal(bescheid.bekanntgabe)


def _is_by_portal(attempt):
    return attempt is not None and attempt.channel == "portal" and attempt.retrieved_at is None
