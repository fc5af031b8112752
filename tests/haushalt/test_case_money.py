"""Money of a case: reserved, granted, paid, given back."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError

from portal.errors import Refused
from stadtteilkasse.haushalt import queries, services
from stadtteilkasse.haushalt.domain import Sperre
from stadtteilkasse.haushalt.models import Booking, Budget
from tests.support.cases import make_case

D = Decimal


def figures(region="014009"):
    money = queries.money(region, 2026)
    return {"free": money.free, "reserved": money.reserved, "committed": money.committed}


def lines_of(case):
    return list(Booking.objects.filter(antrag=case).values_list("kind", "amount"))


def test_reserve(koray):
    case = make_case()

    entry = services.reserve(case, D("350.00"), actor=koray)

    assert figures() == {"free": D(4650), "reserved": D(350), "committed": D(0)}
    assert (entry.step, entry.actor, entry.region_id) == ("money.reserved", koray, "014009")
    assert entry.subject == Booking.objects.get(antrag=case).public_id


def test_reserve_beyond_what_is_free_names_it(koray):
    services.reserve(make_case(), D("4800.00"), actor=koray)

    with pytest.raises(Refused) as refused:
        services.reserve(make_case(), D("200.01"), actor=koray)

    assert refused.value.sentence == (
        "Stadtteilkasse Parkviertel 2026: Das Geld reicht nicht: Frei sind noch 200,00 Euro, "
        "gebraucht werden 200,01 Euro."
    )
    assert figures() == {"free": D(200), "reserved": D(4800), "committed": D(0)}


def test_reserve_without_a_kasse_is_refused(koray):
    case = make_case()
    case.region_id = "999999"

    with pytest.raises(Refused, match="keine Stadtteilkasse"):
        services.reserve(case, D(1), actor=koray)


def test_release_reservation(koray):
    case = make_case()
    services.reserve(case, D("350.00"), actor=koray)

    entry = services.release_reservation(case, actor=koray)

    assert entry.step == "reservation.released"
    assert lines_of(case) == [("reservierung", D(350)), ("reservierung", D(-350))]
    assert figures()["free"] == D(5000)


def test_release_of_nothing_books_nothing(koray):
    case = make_case()

    assert services.release_reservation(case, actor=koray) is None
    assert lines_of(case) == []


def test_commit_less_than_reserved_frees_the_rest(koray, lothar):
    case = make_case()
    services.reserve(case, D("350.00"), actor=koray)

    entry = services.commit(case, D("200.00"), actor=lothar)

    assert entry.step == "money.committed"
    assert lines_of(case) == [
        ("reservierung", D(350)),
        ("reservierung", D(-350)),
        ("bewilligung", D(200)),
    ]
    assert figures() == {"free": D(4800), "reserved": D(0), "committed": D(200)}


def test_commit_uses_the_own_reservation_of_the_last_money(koray, lothar):
    case = make_case()
    services.reserve(case, D("5000.00"), actor=koray)

    services.commit(case, D("5000.00"), actor=lothar)

    assert figures() == {"free": D(0), "reserved": D(0), "committed": D(5000)}


def test_commit_twice_is_refused(lothar):
    case = make_case()
    services.commit(case, D("200.00"), actor=lothar)

    with pytest.raises(Refused, match="schon Geld bewilligt"):
        services.commit(case, D("200.00"), actor=lothar)

    assert figures()["committed"] == D(200)


def test_commit_of_what_was_reserved_is_refused_while_a_sperre_is_uncovered(
    haushaltsjahr, parkviertel, koray, lothar
):
    case = make_case()
    services.reserve(case, D("4800.00"), actor=koray)
    services.set_sperre(
        haushaltsjahr, [parkviertel], sperre=Sperre(D(1000)), reason="Sperre", actor=lothar
    )

    with pytest.raises(Refused, match="noch nicht gedeckt"):
        services.commit(case, D("100.00"), actor=lothar)

    assert figures() == {"free": D(0), "reserved": D(4800), "committed": D(0)}


def test_released_reservation_is_caught_by_the_sperre(haushaltsjahr, parkviertel, koray, lothar):
    case = make_case()
    services.reserve(case, D("4800.00"), actor=koray)
    services.set_sperre(
        haushaltsjahr, [parkviertel], sperre=Sperre(D(1000)), reason="Sperre", actor=lothar
    )

    services.release_reservation(case, actor=koray)

    money = queries.money(parkviertel, 2026)
    caught = Booking.objects.last()
    assert (money.blocked, money.uncovered, money.free) == (D(1000), D(0), D(4000))
    assert (caught.kind, caught.amount, caught.taken) == ("sperre", D(0), D(800))
    assert (caught.booked_by, caught.antrag) == (None, None)


def test_release_commitment(lothar):
    case = make_case()
    services.commit(case, D("350.00"), actor=lothar)

    entry = services.release_commitment(case, actor=lothar)

    assert entry.step == "commitment.released"
    assert figures() == {"free": D(5000), "reserved": D(0), "committed": D(0)}


def test_release_part_of_a_commitment(lothar):
    case = make_case()
    services.commit(case, D("350.00"), actor=lothar)

    services.release_commitment(case, amount=D("50.00"), actor=lothar)

    assert figures()["committed"] == D(300)


@pytest.mark.parametrize("amount", [D("350.01"), D(0), D(-1)])
def test_more_than_is_open_is_neither_released_nor_paid(amount, lothar, petra):
    case = make_case()
    services.commit(case, D("350.00"), actor=lothar)

    with pytest.raises(Refused, match="nicht mehr bewilligt"):
        services.release_commitment(case, amount=amount, actor=lothar)
    with pytest.raises(Refused, match="nicht mehr bewilligt"):
        services.pay(case, amount, actor=petra)

    assert figures()["committed"] == D(350)


def test_pay(lothar, petra):
    case = make_case()
    services.commit(case, D("350.00"), actor=lothar)

    entry = services.pay(case, D("350.00"), actor=petra)

    money = queries.money("014009", 2026)
    assert entry.step == "money.paid"
    assert (money.committed, money.paid, money.free) == (D(0), D(350), D(4650))


@pytest.mark.parametrize(
    ("day", "free"), [(dt.date(2026, 12, 31), D("4687.63")), (dt.date(2027, 1, 1), D("4650.00"))]
)
def test_money_back_frees_only_within_its_year(day, free, lothar, petra, clock):
    case = make_case()
    services.commit(case, D("350.00"), actor=lothar)
    services.pay(case, D("350.00"), actor=petra)
    clock.set(day)

    services.take_back(case, D("37.63"), actor=petra)

    assert figures()["free"] == free
    assert lines_of(case)[-1] == ("rueckfluss", D("37.63"))


@pytest.mark.parametrize("amount", [D("350.01"), D(0)])
def test_more_than_was_paid_does_not_come_back(amount, lothar, petra):
    case = make_case()
    services.commit(case, D("350.00"), actor=lothar)
    services.pay(case, D("350.00"), actor=petra)

    with pytest.raises(Refused, match="nicht ausgezahlt"):
        services.take_back(case, amount, actor=petra)

    assert figures()["free"] == D(4650)


def test_database_refuses_an_overdrawn_budget(db):
    with pytest.raises(IntegrityError, match="budget_never_overdrawn"):
        Budget.objects.filter(region="014009").update(reserved=D("5000.01"))
