from contextlib import suppress
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.errors import Refused
from regions.models import Bezirksregion
from stadtteilkasse.haushalt import queries, services
from stadtteilkasse.haushalt.domain import Sperre
from stadtteilkasse.haushalt.models import Booking, Budget, Haushaltsjahr
from tests.support.cases import make_case

D = Decimal


def test_ledger_of_the_template_is_right(db, capsys):
    call_command("verify_ledger")

    assert capsys.readouterr().out == "Alle Summen stimmen mit den Buchungen überein.\n"


def test_planted_defect_is_found(koray):
    services.reserve(make_case(), D("350.00"), actor=koray)
    Budget.objects.filter(region="014009").update(reserved=D("340.00"))

    with pytest.raises(CommandError) as error:
        call_command("verify_ledger")

    assert str(error.value) == (
        "Parkviertel 2026, reserviert: Eingetragen sind 340,00 Euro, "
        "die Buchungen ergeben 350,00 Euro."
    )


def test_budget_without_bookings_is_found(parkviertel, lothar):
    year = Haushaltsjahr.objects.create(
        bezirk_id="01", year=2027, kapitel="3320", titel="68432", opened_by=lothar
    )
    Budget.objects.create(haushaltsjahr=year, region=parkviertel, allotted=D(1))

    assert queries.verify_ledger() == (
        "Parkviertel 2027, Ansatz: Eingetragen sind 1,00 Euro, die Buchungen ergeben 0,00 Euro."
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda: Booking.objects.filter(kind="ansatz").update(amount=1),
        lambda: Booking.objects.filter(kind="ansatz").delete(),
    ],
)
def test_application_may_not_change_bookings(change, db):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "reservierung"},
        {"kind": "umschichtung"},
    ],
)
def test_booking_without_what_it_must_name_is_refused(fields, db):
    budget = Budget.objects.get(region="014009")

    with pytest.raises(IntegrityError, match="booking_names"):
        Booking.objects.create(budget=budget, amount=1, taken=1, **fields)


cents = st.integers(1, 500_000).map(lambda number: D(number) / 100)
acts = st.sampled_from(["reserve", "release", "commit", "withdraw", "pay", "back", "cut", "block"])


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.tuples(acts, st.integers(0, 2), cents), min_size=3, max_size=12))
def test_services_never_overdraw_and_totals_equal_the_bookings(steps, lothar):
    with transaction.atomic():
        year = Haushaltsjahr.objects.get(year=2026)
        region = Bezirksregion.objects.get(pk="014009")
        cases = [make_case() for _ in range(3)]
        for act, case, amount in steps:
            _take(act, cases[case], amount, year, region, lothar)

        assert queries.verify_ledger() is None
        assert queries.money("014009", 2026).free >= 0
        transaction.set_rollback(True)


def _take(act, case, amount, year, region, actor):
    """One act; a refusal leaves everything as it was."""
    calls = {
        "reserve": lambda: services.reserve(case, amount, actor=actor),
        "release": lambda: services.release_reservation(case, actor=actor),
        "commit": lambda: services.commit(case, amount, actor=actor),
        "withdraw": lambda: services.release_commitment(case, actor=actor),
        "pay": lambda: services.pay(case, amount, actor=actor),
        "back": lambda: services.take_back(case, amount, actor=actor),
        "cut": lambda: services.set_ansatz(year, region, ansatz=amount, reason="x", actor=actor),
        "block": lambda: services.set_sperre(
            year, [region], sperre=Sperre(amount), reason="x", actor=actor
        ),
    }
    with suppress(Refused):
        calls[act]()
