import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stadtteilkasse.antrag.costs import CENT, line_total, requested_amount
from stadtteilkasse.antrag.models import Antrag, Kostenposition
from stadtteilkasse.antrag.queries.outlook import account_by
from stadtteilkasse.haushalt.models import Richtlinie

quantities = st.decimals("0.01", "99999", places=2)
prices = st.decimals("0", "99999.99", places=2)
amounts = st.decimals("0", "9999.99", places=2)


@given(st.lists(st.tuples(quantities, prices), max_size=10), amounts, amounts, amounts)
def test_requested_and_other_money_make_up_the_costs(lines, own, other, income):
    totals = [line_total(quantity, price) for quantity, price in lines]

    requested = requested_amount(totals, own, other, income)

    assert requested + own + other + income == sum(totals)


@given(quantities, prices)
def test_line_total_is_off_by_half_a_cent_at_most(quantity, price):
    total = line_total(quantity, price)

    assert abs(total - quantity * price) <= CENT / 2
    assert total.as_tuple().exponent == -2


@pytest.mark.django_db
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(quantity=quantities, price=st.decimals("0", "999.99", places=2))
def test_database_computes_the_same_line_total(quantity, price):
    case = Antrag.objects.create()

    line = Kostenposition.objects.create(
        antrag=case, position=1, label="Bänke", kind="miete", quantity=quantity, unit_price=price
    )

    line.refresh_from_db()
    assert line.amount == line_total(quantity, price)


@pytest.mark.parametrize(
    ("end", "day"),
    [
        (dt.date(2026, 6, 13), dt.date(2026, 7, 11)),
        (dt.date(2026, 11, 20), dt.date(2026, 12, 10)),
        (dt.date(2026, 12, 20), dt.date(2026, 12, 20)),
    ],
)
def test_account_is_due_after_some_weeks_but_in_the_same_year(end, day):
    richtlinie = Richtlinie(proof_weeks=4, last_proof="10.12.")

    assert account_by(Antrag(starts_on=end), richtlinie) == day


def test_two_and_a_half_at_three_thirty_three_rounds_half_up():
    assert line_total(Decimal("2.5"), Decimal("3.33")) == Decimal("8.33")
    assert line_total(Decimal("0.5"), Decimal("0.01")) == Decimal("0.01")
