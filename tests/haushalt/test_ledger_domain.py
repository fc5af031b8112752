"""What a booking does to the money of a region."""

from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stadtteilkasse.haushalt import domain
from stadtteilkasse.haushalt.domain import BookingKind, Line, Money, Sperre

D = Decimal


def after(money, lines):
    """The money after the lines and what they catch."""
    return domain.post(money, lines)[0]


FULL = after(Money(), domain.allot(Money(), D("5000.00")))
# 4,000 of 5,000 are granted, 600 reserved: 400 are free.
TIGHT = Money(allotted=D(5000), committed=D(4000), reserved=D(600))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (BookingKind.ANSATZ, {"allotted": D(10)}),
        (BookingKind.UMSCHICHTUNG, {"allotted": D(10)}),
        (BookingKind.SPERRE, {"blocked": D(10)}),
        (BookingKind.RESERVIERUNG, {"reserved": D(10)}),
        (BookingKind.BEWILLIGUNG, {"committed": D(10)}),
        (BookingKind.AUSZAHLUNG, {"committed": D(-10), "paid": D(10)}),
        (BookingKind.RUECKFLUSS, {"returned": D(10)}),
    ],
)
def test_each_kind_changes_its_own_totals(kind, expected):
    assert Money().plus(Line(kind, D(10), D(10))) == Money(**expected)


def test_unknown_kind_is_an_error():
    with pytest.raises(ValueError, match="unknown kind"):
        Money().plus(Line("gift", D(10), D(10)))


def test_free_is_what_is_neither_blocked_nor_spoken_for():
    money = Money(
        allotted=D(5000),
        blocked=D(1000),
        reserved=D(350),
        committed=D(500),
        paid=D(480),
        returned=D(37),
    )

    assert (money.free, money.granted) == (D(2707), D(980))


def test_sum_of_two_regions():
    assert Money(allotted=D(10000), committed=D(4000), reserved=D(600)) == FULL + TIGHT


# Ansatz


def test_ansatz_is_raised():
    assert after(FULL, domain.allot(FULL, D(6000))) == Money(allotted=D(6000))


def test_ansatz_is_lowered_within_what_is_free():
    assert after(TIGHT, domain.allot(TIGHT, D(4700))).free == D(100)


def test_lower_ansatz_takes_what_is_free_and_leaves_the_rest_uncovered():
    lines = domain.allot(TIGHT, D(4000))

    money = after(TIGHT, lines)
    assert lines == [Line(BookingKind.ANSATZ, D(-1000), D(-400))]
    assert (money.allotted, money.free, money.uncovered) == (D(4600), D(0), D(600))
    assert money.ordered_ansatz == D(4000)


def test_ansatz_that_stays_is_no_booking():
    assert domain.allot(FULL, D(5000)) == []


def test_raised_ansatz_first_covers_what_was_uncovered():
    short = after(TIGHT, domain.allot(TIGHT, D(4000)))

    money = after(short, domain.allot(short, D(4700)))

    assert (money.allotted, money.free, money.uncovered) == (D(4700), D(100), D(0))


# Sperre


def test_sperre_takes_what_is_ordered():
    assert after(FULL, domain.block(FULL, D(1000))) == Money(allotted=D(5000), blocked=D(1000))


def test_sperre_beyond_what_is_free_is_accepted_and_partly_uncovered():
    lines = domain.block(TIGHT, D(1000))

    money = after(TIGHT, lines)
    assert lines == [Line(BookingKind.SPERRE, D(1000), D(400))]
    assert (money.blocked, money.free, money.uncovered) == (D(400), D(0), D(600))
    assert money.ordered_sperre == D(1000)


def test_sperre_is_raised_by_the_difference():
    blocked = after(FULL, domain.block(FULL, D(1000)))

    assert domain.block(blocked, D(1500)) == [Line(BookingKind.SPERRE, D(500), D(500))]


def test_sperre_is_lifted():
    blocked = after(FULL, domain.block(FULL, D(1000)))

    assert after(blocked, domain.block(blocked, D(0))) == FULL


def test_lifted_sperre_first_forgets_what_was_uncovered():
    short = after(TIGHT, domain.block(TIGHT, D(1000)))

    money = after(short, domain.block(short, D(700)))

    assert (money.blocked, money.uncovered) == (D(400), D(300))


def test_sperre_that_stays_is_no_booking():
    assert domain.block(FULL, D(0)) == []


@pytest.mark.parametrize(
    ("sperre", "expected"),
    [
        (Sperre(D(800)), D(800)),
        (Sperre(D(20), in_percent=True), D("1000.00")),
        (Sperre(D("33.33"), in_percent=True), D("1666.50")),
        (Sperre(D("0.001"), in_percent=True), D("0.05")),
    ],
)
def test_sperre_in_euro_or_percent_of_the_ansatz(sperre, expected):
    assert sperre.amount_of(FULL) == expected


# What is uncovered is caught


def test_money_that_comes_free_is_caught_by_a_line_of_its_own():
    short = after(TIGHT, domain.block(TIGHT, D(1000)))

    money, caught = domain.post(short, domain.release_reservation(D(600)))

    assert caught == [Line(BookingKind.SPERRE, D(0), D(600))]
    assert (money.blocked, money.free, money.uncovered) == (D(1000), D(0), D(0))


def test_a_lower_ansatz_is_caught_before_a_sperre():
    short = after(TIGHT, domain.block(TIGHT, D(1000)))
    short = after(short, domain.allot(short, D(4900)))

    money, caught = domain.post(short, domain.release_reservation(D(600)))

    assert caught == [
        Line(BookingKind.ANSATZ, D(0), D(-100)),
        Line(BookingKind.SPERRE, D(0), D(500)),
    ]
    assert (money.cut_uncovered, money.sperre_uncovered) == (D(0), D(100))


def test_what_was_granted_stays_granted():
    short = after(TIGHT, domain.allot(TIGHT, D(0)))

    assert (short.committed, short.reserved) == (TIGHT.committed, TIGHT.reserved)


# Cases


def test_commit_ends_the_reservation_and_frees_the_rest():
    reserved = after(FULL, domain.reserve(D(500)))

    money = after(reserved, domain.commit(D(500), D(350)))

    assert (money.reserved, money.committed, money.free) == (D(0), D(350), D(4650))


def test_commit_without_reservation():
    assert domain.commit(D(0), D(350)) == [Line(BookingKind.BEWILLIGUNG, D(350), D(350))]


def test_payment_moves_money_from_granted_to_paid():
    granted = after(FULL, domain.commit(D(0), D(350)))

    money = after(granted, domain.pay(D(350)))

    assert (money.committed, money.paid, money.free) == (D(0), D(350), D(4650))


def test_money_back_within_the_year_comes_free():
    assert after(FULL, domain.take_back(D("37.63"), after_year=False)).free == D("5037.63")


def test_money_back_after_the_year_is_booked_and_frees_nothing():
    lines = domain.take_back(D("37.63"), after_year=True)

    assert lines == [Line(BookingKind.RUECKFLUSS, D("37.63"), D(0))]
    assert after(FULL, lines) == FULL


def test_transfer_moves_the_ansatz():
    given, taken = domain.transfer(FULL, TIGHT, D(300))

    assert (after(FULL, given).allotted, after(TIGHT, taken).free) == (D(4700), D(700))


def test_transfer_to_an_uncovered_region_is_caught():
    short = after(TIGHT, domain.block(TIGHT, D(1000)))

    _, taken = domain.transfer(FULL, short, D(700))

    money = after(short, taken)
    assert (money.blocked, money.free, money.uncovered) == (D(1000), D(100), D(0))


# Refusal


def test_money_that_is_there_is_not_refused():
    assert domain.refusal(TIGHT, D(400)) is None


def test_refusal_names_what_is_free():
    assert domain.refusal(TIGHT, D("400.01")) == (
        "Das Geld reicht nicht: Frei sind noch 400,00 Euro, gebraucht werden 400,01 Euro."
    )


@pytest.mark.parametrize("amount", [D(1), D(0), D(-100)])
def test_while_something_is_uncovered_all_new_money_is_refused(amount):
    short = after(TIGHT, domain.block(TIGHT, D(1000)))

    assert domain.refusal(short, amount) == (
        "600,00 Euro einer Sperre oder eines gekürzten Ansatzes sind noch nicht gedeckt. Bis "
        "dahin sind 0,00 Euro frei, und es kann nichts neu reserviert oder bewilligt werden."
    )


@pytest.mark.parametrize("kind", BookingKind)
@pytest.mark.parametrize("amount", [D(5), D(-5)])
def test_every_line_has_a_name(kind, amount):
    assert domain.name_of(kind, amount)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(BookingKind.ANSATZ, "Kürzung nachgeholt"), (BookingKind.SPERRE, "Sperre nachgeholt")],
)
def test_a_line_that_catches_is_called_so(kind, name):
    assert domain.name_of(kind, D(0)) == name


# Whatever happens

euros = st.integers(0, 700_000).map(lambda cents: D(cents) / 100)
acts = st.lists(
    st.tuples(
        st.sampled_from(
            ["allot", "block", "reserve", "release", "commit", "withdraw", "pay", "return", "late"]
        ),
        euros,
    ),
    max_size=30,
)


def lines_of(act, amount, money):
    """The lines of an act as a service would book them; none where it would refuse."""
    can_spend = amount > 0 and domain.refusal(money, amount) is None
    match act:
        case "allot":
            return domain.allot(money, amount)
        case "block":
            return domain.block(money, min(amount, money.ordered_ansatz))
        case "reserve":
            return domain.reserve(amount) if can_spend else []
        case "release":
            return domain.release_reservation(min(amount, money.reserved))
        case "commit" if can_spend or (amount <= money.reserved and not money.uncovered):
            return domain.commit(min(amount, money.reserved), amount)
        case "withdraw":
            return domain.release_commitment(min(amount, money.committed))
        case "pay":
            return domain.pay(min(amount, money.committed))
        case "return":
            return domain.take_back(min(amount, money.paid), after_year=False)
        case "late":
            return domain.take_back(amount, after_year=True)
    return []


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts)
def test_budget_is_never_overdrawn_and_totals_equal_the_bookings(steps):
    money, ledger = Money(), []
    for act, amount in steps:
        granted = money.granted
        lines = lines_of(act, amount, money)
        money, caught = domain.post(money, lines)
        ledger += [*lines, *caught]

        assert money.free >= 0
        assert all(getattr(money, field.name) >= 0 for field in fields(money))
        assert not (money.uncovered and money.free)
        assert act == "withdraw" or money.granted >= granted

    assert sum((Money().plus(line) for line in ledger), Money()) == money
