"""Money of a case: reserved, granted, given back."""

from decimal import Decimal

import pytest

from portal.errors import Refused
from stadtteilkasse.haushalt import queries, services
from tests.haushalt.cases import create_case

PARKVIERTEL = "014009"


def figures():
    money = queries.money(PARKVIERTEL, 2026)
    return money.free, money.reserved, money.committed


def test_money_is_reserved_for_a_case(koray):
    case = create_case()

    entry = services.reserve(case, Decimal("350.00"), actor=koray)

    assert figures() == (Decimal("4650.00"), Decimal("350.00"), Decimal("0.00"))
    assert (entry.step, entry.actor, entry.region_id) == ("money.reserved", koray, PARKVIERTEL)


def test_reservation_beyond_what_is_free_is_refused_and_names_it(koray):
    services.reserve(create_case(), Decimal("4800.00"), actor=koray)

    with pytest.raises(Refused) as refused:
        services.reserve(create_case(), Decimal("200.01"), actor=koray)

    assert refused.value.sentence == (
        "Stadtteilkasse Parkviertel 2026: Das Geld reicht nicht: Frei sind noch 200,00 Euro, "
        "gebraucht werden 200,01 Euro."
    )
    assert figures() == (Decimal("200.00"), Decimal("4800.00"), Decimal("0.00"))
