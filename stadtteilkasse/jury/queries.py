"""When juries meet, and what stands on an agenda."""

import datetime as dt
from decimal import Decimal

from django.db.models import Sum

from portal.calendar import add_workdays
from stadtteilkasse.haushalt.queries import current_richtlinie
from stadtteilkasse.jury.domain import ZERO
from stadtteilkasse.jury.models import Sitzung, Votum


def next_sitzung(region, day) -> Sitzung | None:
    """The region's next Sitzung on this day or later; None when none is planned."""
    return sitzungen_of(region, day).first()


def next_open_sitzung(region, day) -> Sitzung | None:
    """The next Sitzung for which one can still apply on this day; None when none is planned."""
    return sitzungen_of(region, day).filter(application_deadline__gte=day).first()


def next_decision_day(region, day) -> dt.date | None:
    """The working day by which a letter can be out for what is applied for on this day.

    The Sitzung whose deadline has not passed, and the Richtlinie's working days for the letter.
    None when no Sitzung is planned or no Richtlinie holds.
    """
    sitzung = next_open_sitzung(region, day)
    richtlinie = current_richtlinie(region, day)
    if sitzung is None or richtlinie is None:
        return None
    return add_workdays(sitzung.day, richtlinie.letter_workdays)


def sitzungen_of(region, from_day):
    """The region's Sitzungen from a day on that were not called off, in their order."""
    return Sitzung.objects.filter(region=region, day__gte=from_day, cancelled_at=None).order_by(
        "day", "starts_at"
    )


def votum_of(case) -> Votum | None:
    """The vote on which the case rests now: the last one recorded; None without any."""
    return (
        Votum.objects.filter(item__antrag=case)
        .select_related("item__sitzung", "recorded_by")
        .order_by("-recorded_at", "-pk")
        .first()
    )


def distributed_in(sitzung) -> Decimal:
    """What the votes of this Sitzung give so far, EUR, without the waiting list."""
    votes = Votum.objects.filter(item__sitzung=sitzung, waiting=False)
    return votes.aggregate(total=Sum("amount"))["total"] or ZERO
