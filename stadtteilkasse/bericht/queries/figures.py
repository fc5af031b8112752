"""The figures of a year, each from bookings, cases and letters."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Count, Q, Sum

from portal import clock
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, Topic
from stadtteilkasse.bericht.domain import ZERO, Figures, Snapshot, TopicFigures
from stadtteilkasse.bescheid.domain import BescheidKind, BescheidState
from stadtteilkasse.bescheid.models import Bescheid
from stadtteilkasse.haushalt.models import Booking, BookingKind, Haushaltsjahr
from stadtteilkasse.haushalt.queries import money_of_all

GRANTS = (BescheidKind.GRANT, BescheidKind.PARTIAL)


def years_of(bezirk) -> list[int]:
    """The years on which there can be a report, newest first."""
    return list(Haushaltsjahr.objects.filter(bezirk=bezirk).values_list("year", flat=True))


def snapshot(haushaltsjahr) -> Snapshot:
    """All figures of a year as they stand now. The number of queries does not grow with cases."""
    return Snapshot(
        year=haushaltsjahr.year,
        bezirk=haushaltsjahr.bezirk.name,
        kapitel=haushaltsjahr.kapitel,
        titel=haushaltsjahr.titel,
        as_of=clock.today(),
        rows=tuple(figures_by_region(haushaltsjahr)),
        topics=tuple(figures_by_topic(haushaltsjahr)),
    )


def figures_by_region(haushaltsjahr) -> list[Figures]:
    """One row for each region of the Bezirk, by id."""
    cases = _by_region(_cases(haushaltsjahr), "region")
    letters = _by_region(_letters(haushaltsjahr), "antrag__region")
    booked = _booked(haushaltsjahr)
    return [
        _figures(region, totals, cases[region.pk], letters[region.pk], booked[region.pk])
        for region, totals in money_of_all(haushaltsjahr.bezirk, haushaltsjahr.year)
    ]


def figures_by_topic(haushaltsjahr) -> list[TopicFigures]:
    """One row for each topic with a case in the year, the most frequent first."""
    applied = dict(_sent_cases(haushaltsjahr).order_by().values_list("topic").annotate(Count("pk")))
    granted = {
        topic: (count, amount)
        for topic, count, amount in _released(haushaltsjahr)
        .filter(kind__in=GRANTS)
        .order_by()
        .values_list("antrag__topic")
        .annotate(Count("pk"), Sum("amount"))
    }
    rows = [
        TopicFigures(Topic(topic).label if topic else "ohne Thema", count, *granted.get(topic, ()))
        for topic, count in applied.items()
    ]
    return sorted(rows, key=lambda row: (-row.applied, row.name))


def _figures(region, totals, cases, letters, booked):
    paid = booked.get(BookingKind.AUSZAHLUNG)
    decided = letters.get("granted", 0) + letters.get("rejected", 0)
    return Figures(
        name=region.name,
        region_id=region.pk,
        allotted=totals and totals.allotted,
        blocked=totals and totals.blocked,
        applied=cases.get("applied", 0),
        applied_sum=cases.get("applied_sum", ZERO),
        granted=letters.get("granted", 0),
        granted_sum=totals and booked.get(BookingKind.BEWILLIGUNG, ZERO),
        cut=letters.get("cut", 0),
        rejected=letters.get("rejected", 0),
        withdrawn=cases.get("withdrawn", 0),
        undecided=cases.get("applied", 0) - cases.get("withdrawn", 0) - decided,
        paid_sum=paid,
        returned_sum=None if paid is None else booked.get(BookingKind.RUECKFLUSS, ZERO),
        free=totals and totals.free,
    )


def _sent_cases(haushaltsjahr):
    return Antrag.objects.filter(haushaltsjahr=haushaltsjahr).sent()


def _released(haushaltsjahr):
    letters = Bescheid.objects.filter(antrag__haushaltsjahr=haushaltsjahr)
    return letters.exclude(state=BescheidState.DRAFT)


def _cases(haushaltsjahr):
    return (
        _sent_cases(haushaltsjahr)
        .order_by()
        .values("region")
        .annotate(
            applied=Count("pk"),
            applied_sum=Sum("requested_amount"),
            withdrawn=Count("pk", filter=Q(stage=Stage.WITHDRAWN)),
        )
    )


def _letters(haushaltsjahr):
    return (
        _released(haushaltsjahr)
        .order_by()
        .values("antrag__region")
        .annotate(
            granted=Count("pk", filter=Q(kind__in=GRANTS)),
            cut=Count("pk", filter=Q(kind=BescheidKind.PARTIAL)),
            rejected=Count("pk", filter=Q(kind=BescheidKind.REJECTION)),
        )
    )


def _by_region(rows, key):
    return defaultdict(dict, {row[key]: row for row in rows})


def _booked(haushaltsjahr) -> dict[str, dict[str, Decimal]]:
    rows = (
        Booking.objects.filter(budget__haushaltsjahr=haushaltsjahr)
        .order_by()
        .values_list("budget__region", "kind")
        .annotate(Sum("taken"))
    )
    booked = defaultdict(dict)
    for region_id, kind, amount in rows:
        booked[region_id][kind] = amount
    return booked
