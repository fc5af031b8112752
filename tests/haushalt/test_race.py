"""Two reservations at once, with money for one."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from portal.errors import Refused
from stadtteilkasse.haushalt import queries, services
from stadtteilkasse.haushalt.models import Budget
from stadtteilkasse.haushalt.services import posting
from tests.support.cases import make_case

AMOUNT = Decimal("3000.00")


@pytest.fixture
def race(real_db, koray):
    """Two cases reserve 3,000 of 5,000 € at the same time; how each of them fares."""
    cases = [make_case(), make_case()]
    start = Barrier(2)

    def reserve(case):
        try:
            with transaction.atomic():
                start.wait()
                services.reserve(case, AMOUNT, actor=koray)
            return "reserved"
        except Refused:
            return "refused with a sentence"
        except IntegrityError:
            return "stopped by the constraint"
        finally:
            connection.close()

    def run():
        with ThreadPoolExecutor(2) as pool:
            return sorted(pool.map(reserve, cases))

    return run


def test_two_reservations_with_money_for_one(race):
    assert race() == ["refused with a sentence", "reserved"]
    assert queries.money("014009", 2026).reserved == AMOUNT
    assert queries.verify_ledger() is None


def test_race_without_the_lock_goes_wrong(race, monkeypatch):
    """The control: both read the same 5,000 € before either of them writes."""
    both_have_read = Barrier(2)

    def read(**which):
        budgets = list(Budget.objects.filter(**which).select_related("region", "haushaltsjahr"))
        both_have_read.wait()
        return budgets

    monkeypatch.setattr(posting, "lock_budgets", read)

    assert race() == ["reserved", "reserved"]
    assert queries.verify_ledger() == (
        "Parkviertel 2026, reserviert: Eingetragen sind 3.000,00 Euro, "
        "die Buchungen ergeben 6.000,00 Euro."
    )
