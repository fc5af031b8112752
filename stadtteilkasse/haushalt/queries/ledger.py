"""Figures of the ledger. A region without a Kasse in a year has no figures: None, never 0."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Sum

from portal.money import format_euro
from regions.models import Bezirksregion
from stadtteilkasse.haushalt.domain import ZERO, BookingKind, Line, Money
from stadtteilkasse.haushalt.models import MONEY_FIELDS, Booking, Budget, Haushaltsjahr


def year_of(bezirk, year: int) -> Haushaltsjahr | None:
    """The Haushaltsjahr of a Bezirk, None when it is not open yet."""
    return Haushaltsjahr.objects.filter(bezirk=bezirk, year=year).first()


def money(region, year: int) -> Money | None:
    """The totals of a region in a year; None when it has no Kasse this year."""
    budget = Budget.objects.filter(region=region, haushaltsjahr__year=year).first()
    return budget and budget.money


def money_of_all(bezirk, year: int) -> list[tuple[Bezirksregion, Money | None]]:
    """Each region of the Bezirk with its totals of the year, by id. Two queries."""
    budgets = Budget.objects.filter(haushaltsjahr__bezirk=bezirk, haushaltsjahr__year=year)
    money_of = {budget.region_id: budget.money for budget in budgets}
    regions = Bezirksregion.objects.filter(bezirk=bezirk).order_by("pk")
    return [(region, money_of.get(region.pk)) for region in regions]


def reserved_of(case, budget) -> Decimal:
    """What is reserved for the case in this budget now."""
    return _booked_for(case, budget)[BookingKind.RESERVIERUNG]


def committed_of(case, budget) -> Decimal:
    """What is granted to the case from this budget and not paid yet."""
    booked = _booked_for(case, budget)
    return booked[BookingKind.BEWILLIGUNG] - booked[BookingKind.AUSZAHLUNG]


def kept_of(case, budget) -> Decimal:
    """What was paid to the case from this budget and has not come back."""
    booked = _booked_for(case, budget)
    return booked[BookingKind.AUSZAHLUNG] - booked[BookingKind.RUECKFLUSS]


def _booked_for(case, budget):
    """The sum of the case's lines of each kind."""
    rows = (
        Booking.objects.filter(antrag=case.pk, budget=budget)
        .order_by()
        .values_list("kind")
        .annotate(Sum("amount"))
    )
    return defaultdict(lambda: ZERO, rows)


def bookings(budget):
    """The ledger of a region and year, newest first, with person and case."""
    return (
        Booking.objects.filter(budget=budget)
        .select_related("booked_by", "antrag", "counterpart__region")
        .order_by("-pk")
    )


def verify_ledger() -> str | None:
    """Compute all totals anew from the bookings. The first difference as a sentence, else None."""
    booked = _money_from_bookings()
    for budget in Budget.objects.select_related("region", "haushaltsjahr").order_by("pk"):
        expected = booked[budget.pk]
        for name in MONEY_FIELDS:
            stands, comes = getattr(budget, name), getattr(expected, name)
            if stands != comes:
                label = Budget._meta.get_field(name).verbose_name
                return (
                    f"{budget}, {label}: Eingetragen sind {format_euro(stands)} Euro, "
                    f"die Buchungen ergeben {format_euro(comes)} Euro."
                )
    return None


def _money_from_bookings():
    sums = (
        Booking.objects.order_by()
        .values_list("budget", "kind")
        .annotate(Sum("amount"), Sum("taken"))
    )
    totals = defaultdict(Money)
    for budget, kind, amount, taken in sums:
        totals[budget] = totals[budget].plus(Line(kind, amount, taken))
    return totals
