"""What everybody may know: money by Stadtteil, and the actions that were funded."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from portal.money import ZERO
from regions.models import Bezirk, Bezirksregion
from stadtteilkasse.antrag.declarations import PUBLISH_ACTION
from stadtteilkasse.antrag.models import ApplicantKind, Erklaerung
from stadtteilkasse.bescheid.domain import BescheidKind, BescheidState
from stadtteilkasse.bescheid.models import Bescheid
from stadtteilkasse.haushalt.domain import Money
from stadtteilkasse.haushalt.models import Richtlinie
from stadtteilkasse.haushalt.queries import money_of_all
from stadtteilkasse.jury.models import Sitzung

GRANTS = (BescheidKind.GRANT, BescheidKind.PARTIAL)
# What is not known to its receiver yet is not told to others.
KNOWN = (BescheidState.ANNOUNCED, BescheidState.FINAL)
# Bodies have no data to protect; people and their groups are named with consent only.
BODIES = (ApplicantKind.LEGAL_PERSON, ApplicantKind.INSTITUTION)


@dataclass(frozen=True)
class RegionMoney:
    """A Stadtteil with its money of the year (None: no Kasse) and its next Sitzung (or None)."""

    region: Bezirksregion
    money: Money | None
    sitzung: Sitzung | None


def regions_with_money(regions, day) -> list[RegionMoney]:
    """The regions in their order, each with money and next Sitzung. Four queries."""
    money_of = {
        region.pk: money
        for region, money in money_of_all(Bezirk.objects.get(pk=settings.BEZIRK), day.year)
    }
    sitzung_of = {}
    planned = Sitzung.objects.filter(cancelled_at=None, day__gte=day).order_by("day", "starts_at")
    for sitzung in planned:
        sitzung_of.setdefault(sitzung.region_id, sitzung)
    return [
        RegionMoney(region, money_of.get(region.pk), sitzung_of.get(region.pk))
        for region in regions
    ]


def funded_actions(*, region=None, year=None, limit):
    """The funded actions that may be named, newest first: rows of `Bescheid` with their case."""
    return (
        _funded(region, year)
        .filter(_may_be_named())
        .select_related("antrag__region")
        .order_by("-released_at")[:limit]
    )


def unnamed_actions(*, region, year) -> int:
    """How many funded actions of a year may not be named: they stand in one line."""
    return _funded(region, year).exclude(_may_be_named()).count()


def highest_amount(day) -> Decimal | None:
    """The highest amount for one action that a Richtlinie of this Bezirk allows on a day."""
    holding = Richtlinie.objects.approved().filter(bezirk=settings.BEZIRK, valid_from__lte=day)
    newest = holding.order_by("-valid_from", "-number").first()
    return newest.max_amount if newest else None


def all_money_is_blocked(year) -> bool:
    """Whether a Sperre stops every new grant in every Stadtteil that has a Kasse this year."""
    bezirk = Bezirk.objects.get(pk=settings.BEZIRK)
    kassen = [money for _, money in money_of_all(bezirk, year) if money]
    return bool(kassen) and all(is_blocked(money) for money in kassen)


def is_blocked(money: Money) -> bool:
    """Whether it is a Sperre that leaves nothing free."""
    return money.ordered_sperre > ZERO and money.free <= ZERO


def _funded(region, year):
    letters = Bescheid.objects.filter(
        kind__in=GRANTS, state__in=KNOWN, antrag__region__bezirk=settings.BEZIRK
    )
    if region is not None:
        letters = letters.filter(antrag__region=region)
    if year is not None:
        letters = letters.filter(antrag__haushaltsjahr__year=year)
    return letters


def _may_be_named():
    consent = Erklaerung.objects.filter(antrag=OuterRef("antrag"), code=PUBLISH_ACTION)
    return Q(antrag__applicant_kind__in=BODIES) | Q(Exists(consent))
