"""Sums of a cost plan. Pure functions; amounts in EUR as `Decimal` with two places."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from portal.money import CENT, ZERO

# What fits into one line; larger numbers are typing errors at a limit of some hundred Euro.
MOST_PIECES = Decimal("99999")
HIGHEST_PRICE = Decimal("99999.99")


def line_total(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """What a line costs, to the cent, half a cent upwards, as the database computes it too."""
    return (quantity * unit_price).quantize(CENT, ROUND_HALF_UP)


def requested_amount(totals: Iterable[Decimal], *other_money: Decimal) -> Decimal:
    """What is applied for: all lines less own money, other money and income. May be negative."""
    return sum(totals, ZERO) - sum(other_money, ZERO)
