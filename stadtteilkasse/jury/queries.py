"""When juries meet, and what stands on an agenda."""

from decimal import Decimal

from django.db.models import Sum

from regions.roles.queries import roles_in
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.haushalt.queries import current_richtlinie, money
from stadtteilkasse.jury.domain import ZERO, ItemState, attendance_words
from stadtteilkasse.jury.models import Sitzung, Tagesordnungspunkt, Votum
from stadtteilkasse.jury.querysets import RUNS_SITZUNGEN


def next_sitzung(region, day) -> Sitzung | None:
    """The region's next Sitzung on this day or later; None when none is planned."""
    return sitzungen_of(region, day).first()


def next_open_sitzung(region, day) -> Sitzung | None:
    """The next Sitzung for which one can still apply on this day; None when none is planned."""
    return sitzungen_of(region, day).filter(application_deadline__gte=day).first()


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


def runs(user, region) -> bool:
    """Whether the person plans and records the Sitzungen of the region."""
    return bool(roles_in(user, region) & RUNS_SITZUNGEN)


def items_in_full(user):
    """The items that a person may see, each with its case, its Sitzung and its vote."""
    return Tagesordnungspunkt.objects.visible_to(user).select_related(
        "sitzung__region", "antrag__haushaltsjahr", "antrag__richtlinie", "antrag__region", "votum"
    )


def next_open_item(item) -> Tagesordnungspunkt | None:
    """The next item of the agenda without a vote, from the top again after the last."""
    open_items = list(
        item.sitzung.items.filter(state=ItemState.OPEN, antrag__stage=Stage.ON_AGENDA).exclude(
            pk=item.pk
        )
    )
    after = [other for other in open_items if other.position > item.position]
    return next(iter(after or open_items), None)


def cases_for_agenda(user, sitzung):
    """The cases of the region that are ready or wait for money, in the order of receipt."""
    return (
        Antrag.objects.in_office(user)
        .filter(region=sitzung.region, stage__in=[Stage.READY, Stage.WAITING])
        .order_by("received_on", "pk")
    )


def sitzung_figures(sitzung) -> dict:
    """The running line: what the votes gave, what is free, and who is there."""
    totals = money(sitzung.region, sitzung.day.year)
    richtlinie = current_richtlinie(sitzung.region, sitzung.day)
    minimum = richtlinie.quorum_minimum if richtlinie else 0
    return {
        "distributed": distributed_in(sitzung),
        "free": totals.free if totals else None,
        "attendance": attendance_words(sitzung.invited, sitzung.present, minimum),
    }


def sitzungen_planned_in(regions):
    """The Sitzungen of these regions that are neither over nor called off, with the number of
    their items.
    """
    planned = Sitzung.objects.planned().filter(region__in=regions)
    return planned.with_counts().order_by("day", "starts_at")
