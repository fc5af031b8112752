from decimal import Decimal

import pytest

from portal.errors import Refused
from stadtteilkasse.jury.domain import (
    SitzungForm,
    Vote,
    VoteResult,
    attendance_words,
    check_attendance,
    check_vote,
    quorum_of,
)

REASON = "Werkzeug kann man leihen."


def amount_of(vote, *, invited=8, present=6, requested="350.00", limit="500.00"):
    return check_vote(
        vote,
        invited=invited,
        present=present,
        minimum=3,
        requested=Decimal(requested),
        limit=Decimal(limit),
    )


@pytest.mark.parametrize(
    ("invited", "quorum"), [(1, 3), (3, 3), (4, 3), (5, 3), (6, 4), (7, 4), (8, 5), (9, 5)]
)
def test_quorum_is_more_than_half_and_at_least_the_minimum(invited, quorum):
    assert quorum_of(invited, 3) == quorum


def test_attendance_words():
    assert attendance_words(8, 6, 3) == "Anwesend 6 von 8, beschlussfähig"
    assert attendance_words(8, 4, 3) == "Anwesend 4 von 8, nicht beschlussfähig"
    assert attendance_words(None, None, 3) == "Anwesenheit noch nicht eingetragen"


@pytest.mark.parametrize(
    ("form", "invited", "present"),
    [
        (SitzungForm.PRESENT, None, None),
        (SitzungForm.PRESENT, 8, None),
        (SitzungForm.PRESENT, 8, 4),
        (SitzungForm.PRESENT, 2, 2),
        (SitzungForm.CIRCULATION, 8, 7),
    ],
)
def test_attendance_without_quorum_is_refused(form, invited, present):
    with pytest.raises(Refused):
        check_attendance(form, invited, present, 3)


@pytest.mark.parametrize(
    ("form", "present"),
    [(SitzungForm.PRESENT, 5), (SitzungForm.VIDEO, 8), (SitzungForm.CIRCULATION, 8)],
)
def test_attendance_with_quorum_is_fine(form, present):
    assert check_attendance(form, 8, present, 3) is None


@pytest.mark.parametrize(
    ("vote", "amount"),
    [
        (Vote(VoteResult.FULL, 5, 1, 0), "350.00"),
        (Vote(VoteResult.FULL, 3, 3, 0, chair_decided=True), "350.00"),
        (Vote(VoteResult.REDUCED, 4, 0, 2, Decimal("200.00"), REASON), "200.00"),
        (Vote(VoteResult.REDUCED, 4, 0, 2, Decimal("349.99"), REASON), "349.99"),
        (Vote(VoteResult.NO, 1, 4, 1, reason=REASON), "0.00"),
        (Vote(VoteResult.NO, 3, 3, 0, reason=REASON), "0.00"),
        (Vote(VoteResult.ADJOURNED), "0.00"),
    ],
)
def test_amount_of_a_vote(vote, amount):
    assert amount_of(vote) == Decimal(amount)


@pytest.mark.parametrize(
    ("vote", "sentence"),
    [
        (Vote(VoteResult.REDUCED, 5, 1, 0, Decimal("200.00"), " "), "warum"),
        (Vote(VoteResult.NO, 1, 5, 0), "warum"),
        (Vote(VoteResult.FULL, 5, 1, 1), "nur 6 Personen"),
        (Vote(VoteResult.FULL, 4, 0, 0), "nötig sind 5"),
        (Vote(VoteResult.FULL, 3, 3, 0), "Stimmengleichheit"),
        (Vote(VoteResult.FULL, 2, 4, 0), "Mehr Nein als Ja"),
        (Vote(VoteResult.NO, 4, 2, 0, reason=REASON), "Mehr Ja als Nein"),
        (Vote(VoteResult.REDUCED, 6, 0, 0, Decimal("350.00"), REASON), "weniger als 350,00"),
        (Vote(VoteResult.REDUCED, 6, 0, 0, Decimal("0.00"), REASON), "mehr als 0"),
    ],
)
def test_vote_that_does_not_hold_together_is_refused(vote, sentence):
    with pytest.raises(Refused, match=sentence):
        amount_of(vote)


def test_quorum_fails_exactly_when_the_excluded_member_is_missing():
    vote = Vote(VoteResult.FULL, 5, 0, 0)

    assert amount_of(vote, present=5) == Decimal("350.00")
    with pytest.raises(Refused, match="nötig sind 5"):
        amount_of(Vote(VoteResult.FULL, 4, 0, 0), present=5)


@pytest.mark.parametrize(
    "vote",
    [
        Vote(VoteResult.FULL, 6, 0, 0),
        Vote(VoteResult.REDUCED, 6, 0, 0, Decimal("550.00"), REASON),
    ],
)
def test_vote_above_the_limit_of_the_richtlinie_is_refused(vote):
    with pytest.raises(Refused, match="öchstens möglich sind 500,00"):
        amount_of(vote, requested="600.00")
