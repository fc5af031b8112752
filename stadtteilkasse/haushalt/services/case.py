"""Money of a case. Each function belongs into the transaction of the step that causes it.

They read `pk`, `region_id` and `haushaltsjahr_id` of the locked case, lock the budget, and return
the `audit.Entry` for the calling service to record as its last statement. A case that moves to
another region or year must give its reservation back first. Amounts are EUR as `Decimal`.
"""

from decimal import Decimal

from django.db import transaction

from portal import audit, clock
from portal.errors import Refused
from stadtteilkasse.haushalt import domain, queries
from stadtteilkasse.haushalt.services.posting import (
    entry,
    lock_budget,
    lock_budgets,
    post,
    refuse_without_money,
)


@transaction.atomic
def reserve(case, amount: Decimal, *, actor) -> audit.Entry:
    """Set money aside for the case. Raises `Refused`, naming what is free, when it is short."""
    budget = _lock_budget_of(case)
    refuse_without_money(budget, amount)
    return _book("money.reserved", budget, domain.reserve(amount), case, actor)


@transaction.atomic
def release_reservation(case, *, actor) -> audit.Entry | None:
    """Give back what is reserved for the case; None when nothing is."""
    budgets = lock_budgets(haushaltsjahr=case.haushaltsjahr_id, region=case.region_id)
    if not budgets:
        # No Kasse here in this year: nothing can be reserved, and a rejection can still go out.
        return None
    budget = budgets[0]
    lines = domain.release_reservation(queries.reserved_of(case, budget))
    return lines and _book("reservation.released", budget, lines, case, actor) or None


@transaction.atomic
def commit(case, amount: Decimal, *, actor) -> audit.Entry:
    """Grant the amount: the case's reservation ends, and what it held above the amount comes free.

    Raises `Refused` when the money is short, when something is uncovered (what was reserved
    before does not help then), or when the case already has a Bewilligung.
    """
    budget = _lock_budget_of(case)
    reserved = queries.reserved_of(case, budget)
    if queries.committed_of(case, budget):
        raise Refused("Für diesen Antrag ist schon Geld bewilligt.")
    refuse_without_money(budget, amount - reserved)
    return _book("money.committed", budget, domain.commit(reserved, amount), case, actor)


@transaction.atomic
def release_commitment(case, *, actor, amount: Decimal | None = None) -> audit.Entry:
    """Take back what was granted and is not paid yet: all of it, or this much.

    Raises `Refused` when less is open.
    """
    budget = _lock_budget_of(case)
    amount = _amount_of_open(case, budget, amount)
    return _book("commitment.released", budget, domain.release_commitment(amount), case, actor)


@transaction.atomic
def pay(case, amount: Decimal, *, actor) -> audit.Entry:
    """Book a payment of what was granted. Raises `Refused` when less is open."""
    budget = _lock_budget_of(case)
    amount = _amount_of_open(case, budget, amount)
    return _book("money.paid", budget, domain.pay(amount), case, actor)


@transaction.atomic
def take_back(case, amount: Decimal, *, actor) -> audit.Entry:
    """Book money that a resident gives back. In the year of the budget it comes free again.

    Raises `Refused` when it is more than was paid.
    """
    budget = _lock_budget_of(case)
    if not 0 < amount <= queries.kept_of(case, budget):
        raise Refused("So viel wurde für diesen Antrag nicht ausgezahlt.")
    after_year = clock.today().year > budget.haushaltsjahr.year
    lines = domain.take_back(amount, after_year=after_year)
    return _book("money.returned", budget, lines, case, actor)


def _lock_budget_of(case):
    return lock_budget(haushaltsjahr=case.haushaltsjahr_id, region=case.region_id)


def _amount_of_open(case, budget, amount):
    still_open = queries.committed_of(case, budget)
    amount = still_open if amount is None else amount
    if not 0 < amount <= still_open:
        raise Refused("So viel ist für diesen Antrag nicht mehr bewilligt und offen.")
    return amount


def _book(step, budget, lines, case, actor):
    return entry(step, post(budget, lines, actor=actor, case=case)[-1], actor)
