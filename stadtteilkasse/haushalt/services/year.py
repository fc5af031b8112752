"""The year's money: open it, change the Ansatz, block, move between regions. Amounts are EUR."""

from decimal import Decimal

from django.db import transaction

from portal import audit
from portal.errors import Refused
from portal.money import format_euro
from regions.models import Bezirk
from stadtteilkasse.haushalt import domain, queries
from stadtteilkasse.haushalt.models import Budget, Haushaltsjahr
from stadtteilkasse.haushalt.services.posting import (
    entry,
    lock_budgets,
    post,
    refuse_without_money,
)


@transaction.atomic
def open_year(bezirk, year: int, *, kapitel, titel, allotments, actor) -> Haushaltsjahr:
    """Open a year with the Ansatz of each region, given as {region: EUR}; 0 means no Kasse.

    Raises `Refused` when the year is open already, when all are 0, or without the right to it.
    """
    _refuse_outsider(actor, bezirk)
    # One after the other: who opens it second gets a sentence.
    Bezirk.objects.select_for_update(no_key=True).get(pk=bezirk.pk)
    if queries.year_of(bezirk, year):
        raise Refused(f"Das Haushaltsjahr {year} ist schon eröffnet.")
    with_kasse = {region: amount for region, amount in allotments.items() if amount > 0}
    if not with_kasse:
        raise Refused("Geben Sie für mindestens einen Stadtteil einen Ansatz über 0 Euro an.")

    haushaltsjahr = Haushaltsjahr.objects.create(
        bezirk=bezirk, year=year, kapitel=kapitel, titel=titel, opened_by=actor
    )
    entries = [
        _set_ansatz(Budget(haushaltsjahr=haushaltsjahr, region=region), amount, "", actor)
        for region, amount in sorted(with_kasse.items(), key=lambda item: item[0].pk)
    ]
    opened = audit.Entry("haushaltsjahr.opened", actor, subject=haushaltsjahr.public_id)
    audit.record(opened, *entries)
    return haushaltsjahr


@transaction.atomic
def set_ansatz(haushaltsjahr, region, *, ansatz: Decimal, reason, actor) -> Budget:
    """Set the Ansatz of a region; a region without a Kasse gets one.

    A lower Ansatz is always accepted and takes what is free; the rest stands as uncovered.
    Raises `Refused` when nothing changes or without the right to it.
    """
    _refuse_outsider(actor, haushaltsjahr.bezirk)
    budgets = lock_budgets(haushaltsjahr=haushaltsjahr, region=region)
    budget = budgets[0] if budgets else Budget(haushaltsjahr=haushaltsjahr, region=region)
    entries = _set_ansatz(budget, ansatz, reason, actor)
    audit.record(entries)
    return budget


def _set_ansatz(budget, ansatz, reason, actor):
    lines = domain.allot(budget.money, ansatz)
    if not lines:
        raise Refused(f"Der Ansatz ist schon {format_euro(ansatz)} Euro.")
    if budget.pk is None:
        budget.save()
    (booking,) = post(budget, lines, actor=actor, reason=reason)
    return entry("ansatz.changed", booking, actor)


@transaction.atomic
def set_sperre(haushaltsjahr, regions, *, sperre: domain.Sperre, reason, actor) -> list[Budget]:
    """Set the Sperre in each of the regions; a Sperre of 0 lifts it.

    It is always accepted and takes what is free; the rest stands as uncovered. Regions without a
    Kasse, and those where nothing changes, are passed over. Raises `Refused` when nothing changes
    anywhere, when it is more than the Ansatz, or without the right to it.
    """
    _refuse_outsider(actor, haushaltsjahr.bezirk)
    budgets = lock_budgets(haushaltsjahr=haushaltsjahr, region__in=regions)
    bookings = [
        booking for budget in budgets for booking in _set_sperre(budget, sperre, reason, actor)
    ]
    if not bookings:
        raise Refused("Die Sperre ist schon so hoch. Es gibt nichts zu ändern.")
    audit.record(*(entry("sperre.changed", booking, actor) for booking in bookings))
    return budgets


def _set_sperre(budget, sperre, reason, actor):
    amount = sperre.amount_of(budget.money)
    if amount > budget.money.ordered_ansatz:
        raise Refused(
            f"{budget.region}: Die Sperre kann nicht höher sein als der Ansatz von "
            f"{format_euro(budget.money.ordered_ansatz)} Euro."
        )
    lines = domain.block(budget.money, amount)
    return post(budget, lines, actor=actor, reason=reason) if lines else []


@transaction.atomic
def transfer(haushaltsjahr, *, source, target, amount: Decimal, reason, actor):
    """Move free money from one region to another (Umschichtung). Both need a Kasse this year.

    Raises `Refused` when the source has less free money, or without the right to it.
    """
    _refuse_outsider(actor, haushaltsjahr.bezirk)
    if source == target:
        raise Refused("Wählen Sie zwei verschiedene Stadtteile.")
    budget_of = {
        budget.region_id: budget
        for budget in lock_budgets(haushaltsjahr=haushaltsjahr, region__in=[source, target])
    }
    for region in (source, target):
        if region.pk not in budget_of:
            raise Refused(f"{region} hat in diesem Jahr keine Stadtteilkasse.")
    giver, taker = budget_of[source.pk], budget_of[target.pk]
    refuse_without_money(giver, amount)

    given, taken = domain.transfer(giver.money, taker.money, amount)
    bookings = [
        *post(giver, given, actor=actor, counterpart=taker, reason=reason),
        *post(taker, taken, actor=actor, counterpart=giver, reason=reason),
    ]
    audit.record(*(entry("money.transferred", booking, actor) for booking in bookings))


def _refuse_outsider(actor, bezirk):
    if not queries.changes_money(actor, bezirk):
        raise Refused("Das Geld des Bezirks ändern nur Leitung und Sachbearbeitung.")
