"""Two reservations at once, with money for one."""

from decimal import Decimal

import pytest
from django.db import transaction

from stadtteilkasse.haushalt import queries, services
from tests.support.cases import make_case
from tests.support.racing import at_once, take_the_lock_off_budgets

AMOUNT = Decimal("3000.00")


@pytest.fixture
def race(real_db, koray):
    """Two cases reserve 3,000 of 5,000 € at the same time; how each of them fares."""
    cases = [make_case(), make_case()]

    def reserve(case):
        with transaction.atomic():
            services.reserve(case, AMOUNT, actor=koray)
        return "reserved"

    return lambda: at_once(reserve, cases)


def test_two_reservations_with_money_for_one(race):
    first, second = race()

    assert first.startswith("Stadtteilkasse Parkviertel 2026: Das Geld reicht nicht")
    assert second == "reserved"
    assert queries.money("014009", 2026).reserved == AMOUNT
    assert queries.verify_ledger() is None


def test_race_without_the_lock_goes_wrong(race, monkeypatch):
    """The control: both read the same 5,000 € before either of them writes."""
    take_the_lock_off_budgets(monkeypatch)

    assert race() == ["reserved", "reserved"]
    assert queries.verify_ledger() == (
        "Parkviertel 2026, reserviert: Eingetragen sind 3.000,00 Euro, "
        "die Buchungen ergeben 6.000,00 Euro."
    )
