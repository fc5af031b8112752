"""Two votes at once, with money for one."""

from decimal import Decimal

import pytest

from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.haushalt import queries
from stadtteilkasse.haushalt.services import reserve
from stadtteilkasse.jury import services
from stadtteilkasse.jury.domain import Vote, VoteResult
from stadtteilkasse.jury.models import Votum
from tests.support.cases import make_case, make_item
from tests.support.racing import at_once, take_the_lock_off_budgets

YES = Vote(VoteResult.FULL, 5, 1, 0)


@pytest.fixture
def race(real_db, koray):
    """350 € each in two Sitzungen of a region with 500 € left, at the same time."""
    spent = make_case(Stage.VOTED, requested_amount=Decimal("4500.00"))
    reserve(spent, Decimal("4500.00"), actor=koray)
    items = [make_item(), make_item()]

    def vote(item):
        services.record_vote(item, YES, actor=koray)
        return "recorded"

    return lambda: at_once(vote, items)


def test_two_votes_with_money_for_one(race):
    first, second = race()

    assert first.startswith("Stadtteilkasse Parkviertel 2026: Das Geld reicht nicht")
    assert second == "recorded"
    assert Votum.objects.count() == 1
    assert queries.money("014009", 2026).reserved == Decimal("4850.00")
    assert queries.verify_ledger() is None


def test_race_without_the_lock_goes_wrong(race, monkeypatch):
    """The control: both read the same 500 € before either of them writes."""
    take_the_lock_off_budgets(monkeypatch)

    assert race() == ["recorded", "recorded"]
    assert queries.verify_ledger() is not None
