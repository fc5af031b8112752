"""What pages and other rooms ask about decisions."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from portal import clock
from stadtteilkasse.antrag.domain import Capacity, Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.queries.people import roles_of
from stadtteilkasse.bescheid.domain import (
    BekanntgabeChannel,
    BescheidState,
    last_day_of_retrieval,
)
from stadtteilkasse.bescheid.models import Bekanntgabe, Bescheid, Klausel, KlauselKind
from stadtteilkasse.jury.models import Votum
from stadtteilkasse.jury.queries import votum_of

# What of the letters in office needs somebody, by the part of the list that shows it.
PARTS = {
    "freigabe": lambda letters: letters.waiting_for_release().order_by("drafted_at"),
    "zurueck": lambda letters: letters.sent_back().order_by("drafted_at"),
    "post": lambda letters: letters.to_be_posted().order_by("released_at"),
    "alle": lambda letters: letters,
}


def letters_in_office(user):
    """The letters on cases that a person works on by office, with all that a page shows."""
    return (
        Bescheid.objects.visible_to(user)
        .filter(antrag__in=Antrag.objects.in_office(user))
        .select_related(
            "antrag__region",
            "antrag__haushaltsjahr",
            "antrag__richtlinie",
            "ausfertigung__file",
            "drafted_by",
            "released_by",
            "sent_back_by",
        )
    )


def cases_to_draft(user):
    """The cases in a person's office on which a letter can be drafted, or is."""
    return (
        Antrag.objects.in_office(user)
        .filter(stage__in=[Stage.VOTED, Stage.INELIGIBLE, Stage.DRAFTED])
        .select_related("region", "haushaltsjahr", "richtlinie")
    )


@dataclass(frozen=True)
class ResidentLetter:
    """One letter on the resident's page of a case; `fetch_until` is None once it is fetched."""

    bescheid: Bescheid
    can_be_fetched: bool
    fetch_until: dt.date | None


def resident_letters(user, case) -> list[ResidentLetter]:
    """The letters of a resident's own case that are out, newest first. Three queries."""
    letters = (
        Bescheid.objects.of_applicant(user)
        .filter(antrag=case)
        .select_related("ausfertigung__file")
        .prefetch_related("bekanntgaben__notification")
    )
    return [
        ResidentLetter(letter, waits_in_portal(letter), _fetch_until(letter.bekanntgabe))
        for letter in letters
    ]


def letters_to_fetch(user):
    """The letters that a resident may fetch; fetched ones too, for a second click."""
    return Bescheid.objects.of_applicant(user).select_related("antrag")


def letters_to_read(user):
    """The letters that a resident has fetched, or that went out by post."""
    # One row must meet all three; `exclude` across a relation would mix several attempts.
    waiting = Bekanntgabe.objects.filter(
        bescheid=OuterRef("pk"),
        channel=BekanntgabeChannel.PORTAL,
        retrieved_at=None,
        lapsed_at=None,
    )
    return (
        Bescheid.objects.of_applicant(user)
        .filter(~Exists(waiting))
        .select_related("antrag", "ausfertigung__file")
    )


def vote_for(case) -> Votum | None:
    """The vote on which a letter now rests; None for a proposal to reject for formal reasons."""
    if case.stage == Stage.INELIGIBLE:
        return None
    bescheid = case.bescheide.first()
    if bescheid and bescheid.voted_amount is None:
        return None
    return votum_of(case)


def known_reason(case, vote) -> str:
    """What the jury, or who proposed the rejection, gave as the reason."""
    if vote:
        return vote.reason
    proposal = getattr(case, "rejection_proposal", None)
    return proposal.reason if proposal else ""


def may_release(user, case) -> bool:
    return Capacity.HEAD in roles_of(user, case)


def conditions_to_choose(legal_form, day):
    """The Nebenbestimmungen that can stand in a letter."""
    return Klausel.objects.current(legal_form, day).filter(kind=KlauselKind.CONDITION)


def reasons_to_choose(legal_form, day):
    """The typed reasons for a cut or a rejection."""
    return Klausel.objects.current(legal_form, day).filter(kind=KlauselKind.REASON)


def neighbours_for_release(user, bescheid):
    """The letters before and after this one in the list of those waiting for release."""
    if not bescheid.is_draft:
        return {}
    ids = list(PARTS["freigabe"](letters_in_office(user)).values_list("public_id", flat=True))
    if bescheid.public_id not in ids:
        return {}
    at = ids.index(bescheid.public_id)
    return {"previous": ids[at - 1] if at else None, "next": ids[at + 1 : at + 2]}


def is_to_be_posted(bescheid) -> bool:
    """Whether the letter is printed and goes to the post."""
    made = getattr(bescheid, "ausfertigung", None)
    return bescheid.state == BescheidState.RELEASED and made is not None and made.file is not None


def lapsed(attempt, today) -> bool:
    """Whether a letter can no longer be fetched under this attempt (§ 41 (2a) s. 4 VwVfG)."""
    sent = attempt.notified_at
    return sent is not None and today > last_day_of_retrieval(clock.day_of(sent))


def _fetch_until(attempt):
    if attempt is None or attempt.channel != BekanntgabeChannel.PORTAL or attempt.retrieved_at:
        return None
    return last_day_of_retrieval(clock.day_of(attempt.notified_at or clock.now()))


def waits_in_portal(bescheid) -> bool:
    """Whether the resident can fetch this letter with the button."""
    attempt = bescheid.bekanntgabe
    return (
        bescheid.state == BescheidState.SENT
        and attempt is not None
        and attempt.channel == BekanntgabeChannel.PORTAL
        and attempt.retrieved_at is None
    )
