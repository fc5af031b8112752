"""What a booking does to the money of one region and year. All amounts are EUR as `Decimal`.

A function named after an act returns the lines to book; `post` adds what they catch and returns
the money as it then is. Whether an act that needs new money may happen at all says `refusal`.
"""

from dataclasses import dataclass, fields, replace
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices

from portal.money import CENT, ZERO, format_euro


class BookingKind(TextChoices):
    ANSATZ = "ansatz", "Ansatz"
    SPERRE = "sperre", "Sperre"
    UMSCHICHTUNG = "umschichtung", "Umschichtung"
    RESERVIERUNG = "reservierung", "Reservierung"
    BEWILLIGUNG = "bewilligung", "Bewilligung"
    AUSZAHLUNG = "auszahlung", "Auszahlung"
    RUECKFLUSS = "rueckfluss", "Rückfluss"


# Bookings of these kinds belong to a case, the others to the budget as a whole.
CASE_KINDS = (
    BookingKind.RESERVIERUNG,
    BookingKind.BEWILLIGUNG,
    BookingKind.AUSZAHLUNG,
    BookingKind.RUECKFLUSS,
)


@dataclass(frozen=True)
class Line:
    """One line of the ledger: `amount` is what was ordered, `taken` what took effect at once."""

    kind: BookingKind
    amount: Decimal
    taken: Decimal


@dataclass(frozen=True)
class Money:
    """The totals of a region and year, or of several together.

    `blocked` is what Sperren have really taken. What a Sperre or a lower Ansatz could not take
    yet stands as uncovered („nicht gedeckt“): then nothing is free.
    """

    allotted: Decimal = ZERO
    blocked: Decimal = ZERO
    cut_uncovered: Decimal = ZERO
    sperre_uncovered: Decimal = ZERO
    reserved: Decimal = ZERO
    committed: Decimal = ZERO
    paid: Decimal = ZERO
    returned: Decimal = ZERO

    @property
    def free(self) -> Decimal:
        """What can still be reserved or granted."""
        available = self.allotted - self.blocked + self.returned
        return available - self.reserved - self.committed - self.paid

    @property
    def uncovered(self) -> Decimal:
        return self.cut_uncovered + self.sperre_uncovered

    @property
    def ordered_ansatz(self) -> Decimal:
        """The Ansatz as it was decided, whether there was enough free money to lower it or not."""
        return self.allotted - self.cut_uncovered

    @property
    def ordered_sperre(self) -> Decimal:
        """The Sperre as it was decided, whether there was enough free money for it or not."""
        return self.blocked + self.sperre_uncovered

    @property
    def granted(self) -> Decimal:
        """Granted, whether paid by now or not."""
        return self.committed + self.paid

    def plus(self, line: Line) -> "Money":
        return replace(
            self, **{name: getattr(self, name) + by for name, by in _effect(line).items()}
        )

    def __add__(self, other: "Money") -> "Money":
        names = [field.name for field in fields(self)]
        return Money(*(getattr(self, name) + getattr(other, name) for name in names))


def _effect(line):
    rest = line.amount - line.taken
    match line.kind:
        case BookingKind.ANSATZ | BookingKind.UMSCHICHTUNG:
            return {"allotted": line.taken, "cut_uncovered": -rest}
        case BookingKind.SPERRE:
            return {"blocked": line.taken, "sperre_uncovered": rest}
        case BookingKind.RESERVIERUNG:
            return {"reserved": line.taken}
        case BookingKind.BEWILLIGUNG:
            return {"committed": line.taken}
        case BookingKind.AUSZAHLUNG:
            return {"committed": -line.taken, "paid": line.taken}
        case BookingKind.RUECKFLUSS:
            return {"returned": line.taken}
    raise ValueError(f"unknown kind of booking: {line.kind}")


# What a line is called, when its amount is positive, negative, or 0 (it catches).
NAMES = {
    BookingKind.ANSATZ: ("Ansatz", "Ansatz gesenkt", "Kürzung nachgeholt"),
    BookingKind.SPERRE: ("Sperre", "Sperre aufgehoben", "Sperre nachgeholt"),
    BookingKind.UMSCHICHTUNG: ("Umschichtung von", "Umschichtung an", ""),
    BookingKind.RESERVIERUNG: ("Reservierung", "Reservierung beendet", ""),
    BookingKind.BEWILLIGUNG: ("Bewilligung", "Bewilligung zurückgenommen", ""),
    BookingKind.AUSZAHLUNG: ("Auszahlung", "Auszahlung kam zurück", ""),
    BookingKind.RUECKFLUSS: ("Rückfluss", "Rückfluss berichtigt", ""),
}


def name_of(kind: BookingKind, amount: Decimal) -> str:
    """What people call a line of the ledger."""
    more, less, caught = NAMES[kind]
    if amount == 0:
        return caught
    return more if amount > 0 else less


def post(money: Money, lines: list[Line]) -> tuple[Money, list[Line]]:
    """The money after these lines, and the further lines that catch what was uncovered before."""
    for line in lines:
        money = money.plus(line)
    caught = []
    for catch in (_catch_cut, _catch_sperre):
        for line in catch(money):
            money = money.plus(line)
            caught.append(line)
    return money, caught


def _catch_cut(money):
    taken = min(money.free, money.cut_uncovered)
    return [Line(BookingKind.ANSATZ, ZERO, -taken)] if taken > 0 else []


def _catch_sperre(money):
    taken = min(money.free, money.sperre_uncovered)
    return [Line(BookingKind.SPERRE, ZERO, taken)] if taken > 0 else []


def allot(money: Money, ansatz: Decimal) -> list[Line]:
    """Set the Ansatz, up or down. A lower one is always accepted and takes what is free."""
    return _change_allotment(money, BookingKind.ANSATZ, ansatz - money.ordered_ansatz)


def _change_allotment(money, kind, change):
    if change == 0:
        return []
    if change < 0:
        return [Line(kind, change, -min(-change, money.free))]
    return [Line(kind, change, change - min(change, money.cut_uncovered))]


def block(money: Money, sperre: Decimal) -> list[Line]:
    """Set the Sperre, up or down (0 lifts it). It is always accepted and takes what is free."""
    change = sperre - money.ordered_sperre
    if change == 0:
        return []
    if change > 0:
        return [Line(BookingKind.SPERRE, change, min(change, money.free))]
    lifted = -change
    return [Line(BookingKind.SPERRE, change, -(lifted - min(lifted, money.sperre_uncovered)))]


@dataclass(frozen=True)
class Sperre:
    """How much is to be blocked: EUR, or percent of the Ansatz."""

    value: Decimal
    in_percent: bool = False

    def amount_of(self, money: Money) -> Decimal:
        """In EUR, to the cent."""
        if not self.in_percent:
            return self.value
        return (money.ordered_ansatz * self.value / 100).quantize(CENT, ROUND_HALF_UP)


def transfer(source: Money, target: Money, amount: Decimal) -> tuple[list[Line], list[Line]]:
    """Move money from one region to another: the lines of both."""
    kind = BookingKind.UMSCHICHTUNG
    return _change_allotment(source, kind, -amount), _change_allotment(target, kind, amount)


def reserve(amount: Decimal) -> list[Line]:
    return [Line(BookingKind.RESERVIERUNG, amount, amount)]


def release_reservation(reserved: Decimal) -> list[Line]:
    return reserve(-reserved) if reserved else []


def commit(reserved: Decimal, amount: Decimal) -> list[Line]:
    """Turn the reservation of a case into a Bewilligung; what is left of it comes free."""
    return [*release_reservation(reserved), Line(BookingKind.BEWILLIGUNG, amount, amount)]


def release_commitment(amount: Decimal) -> list[Line]:
    return [Line(BookingKind.BEWILLIGUNG, -amount, -amount)]


def pay(amount: Decimal) -> list[Line]:
    """Pay out what was granted; a negative amount is a payment that came back unpaid."""
    return [Line(BookingKind.AUSZAHLUNG, amount, amount)]


def take_back(amount: Decimal, *, after_year: bool) -> list[Line]:
    """Money comes back from a resident. After the end of its year it frees nothing (§ 45 LHO)."""
    return [Line(BookingKind.RUECKFLUSS, amount, ZERO if after_year else amount)]


def refusal(money: Money, amount: Decimal) -> str | None:
    """Why this much new money cannot be reserved, granted or moved away; None when it can."""
    if money.uncovered:
        return (
            f"{format_euro(money.uncovered)} Euro einer Sperre oder eines gekürzten Ansatzes sind "
            "noch nicht gedeckt. Bis dahin sind 0,00 Euro frei, und es kann nichts neu reserviert "
            "oder bewilligt werden."
        )
    if amount > money.free:
        return (
            f"Das Geld reicht nicht: Frei sind noch {format_euro(money.free)} Euro, "
            f"gebraucht werden {format_euro(amount)} Euro."
        )
    return None
