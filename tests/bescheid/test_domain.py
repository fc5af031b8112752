import datetime as dt
from decimal import Decimal

import pytest

from portal.errors import Refused
from stadtteilkasse.bescheid import domain
from stadtteilkasse.bescheid.domain import BescheidKind

LONG = "Die Werkzeuge können Sie kostenlos beim Nachbarschaftshaus leihen."


def day(text):
    return dt.datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 - a legal day has no zone


@pytest.mark.parametrize(
    ("posted", "announced", "last_day"),
    [
        ("02.03.2026", "06.03.2026", "07.04.2026"),  # month ends on Ostermontag
        ("26.01.2026", "30.01.2026", "02.03.2026"),  # § 188 (3) BGB, then a Saturday
        ("27.01.2027", "31.01.2027", "01.03.2027"),  # the Sunday stays, the end moves
        ("19.11.2026", "23.11.2026", "23.12.2026"),
        ("27.11.2026", "01.12.2026", "04.01.2027"),  # across the year, New Year and a weekend
    ],
)
def test_post_is_announced_on_the_fourth_day(posted, announced, last_day):
    announced_on = domain.announced_by_post(day(posted))

    assert announced_on == day(announced)
    assert domain.last_day_to_object(announced_on) == day(last_day)


def test_retrieval_is_announced_on_the_day_after():
    announced_on = domain.announced_by_retrieval(day("04.03.2026"))

    assert announced_on == day("05.03.2026")
    assert domain.last_day_to_object(announced_on) == day("07.04.2026")


def test_retrieval_ends_ten_days_after_the_notification():
    assert domain.last_day_of_retrieval(day("02.03.2026")) == day("12.03.2026")


@pytest.mark.parametrize(
    ("amount", "kind"),
    [
        ("350", BescheidKind.GRANT),
        ("200", BescheidKind.PARTIAL),
        ("0", BescheidKind.REJECTION),
    ],
)
def test_kind_follows_from_the_amount(amount, kind):
    assert domain.kind_of(Decimal(amount), Decimal("350")) is kind


def decision(amount, voted="350", requested="350", reason="", below=""):
    return {
        "amount": Decimal(amount),
        "requested": Decimal(requested),
        "voted": None if voted is None else Decimal(voted),
        "reason": reason,
        "below_vote_reason": below,
    }


@pytest.mark.parametrize(
    "values",
    [
        decision("350"),
        decision("200", voted="200", reason=LONG),
        decision("100", voted="200", reason=LONG, below=LONG),
        decision("0", voted="0", reason=LONG),
        decision("0", voted=None, reason=LONG),
    ],
)
def test_decision_within_vote_and_with_reasons_passes(values):
    assert domain.check_decision(**values) is None


@pytest.mark.parametrize(
    ("values", "word"),
    [
        (decision("350.01"), "Mehr als das Votum"),
        (decision("201", voted="200", reason=LONG), "Mehr als das Votum"),
        (decision("1", voted=None, reason=LONG), "Mehr als das Votum"),
        (decision("-1"), "Mehr als das Votum"),
        (decision("200", voted="200"), "eigene Begründung"),
        (decision("200", voted="200", reason=" " * 60), "eigene Begründung"),
        (decision("0", voted="0", reason="Zu teuer."), "eigene Begründung"),
        (decision("100", voted="200", reason=LONG), "unter das Votum"),
        (decision("0", voted="200", reason=LONG), "unter das Votum"),
    ],
)
def test_decision_above_vote_or_without_reasons_is_refused(values, word):
    with pytest.raises(Refused, match=word):
        domain.check_decision(**values)
