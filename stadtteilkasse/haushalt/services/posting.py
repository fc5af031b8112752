"""The one place that writes the ledger: lines and totals together, under the budget's lock."""

from portal import audit
from portal.errors import Refused
from stadtteilkasse.haushalt import domain
from stadtteilkasse.haushalt.models import MONEY_FIELDS, Booking, Budget


def lock_budgets(**which) -> list[Budget]:
    """The budgets, locked until the transaction ends, always in the order of their ids."""
    budgets = Budget.objects.filter(**which).select_related("region", "haushaltsjahr")
    return list(budgets.order_by("pk").select_for_update(of=("self",)))


def lock_budget(*, haushaltsjahr, region) -> Budget:
    """The budget of one region. Raises `Refused` when it has no Kasse in this year."""
    budgets = lock_budgets(haushaltsjahr=haushaltsjahr, region=region)
    if not budgets:
        raise Refused(
            "Für diesen Stadtteil gibt es in diesem Jahr keine Stadtteilkasse. "
            "Legen Sie unter „Haushalt“ zuerst einen Ansatz fest."
        )
    return budgets[0]


def refuse_without_money(budget, amount):
    """Raise `Refused` with the free amount when this much new money is not there."""
    reason = domain.refusal(budget.money, amount)
    if reason:
        raise Refused(f"Stadtteilkasse {budget.region} {budget.haushaltsjahr}: {reason}")


def post(budget, lines, *, actor, case=None, counterpart=None, reason="") -> list[Booking]:
    """Write the lines, what they catch, and the totals of a locked budget.

    Returns the bookings of the lines, without those of the system. Raises ValueError for a sum
    that makes no sense (a caller's mistake, which no person can mend).
    """
    money, caught = domain.post(budget.money, lines)
    by_person = {"actor": actor, "case": case, "counterpart": counterpart, "reason": reason}
    booked = [_booking(budget, line, **by_person) for line in lines]
    by_itself = [_booking(budget, line) for line in caught]
    Booking.objects.bulk_create([*booked, *by_itself])
    budget.money = money
    budget.save(update_fields=MONEY_FIELDS)
    return booked


def _booking(budget, line, *, actor=None, case=None, counterpart=None, reason=""):
    return Booking(
        budget=budget,
        kind=line.kind,
        amount=line.amount,
        taken=line.taken,
        antrag_id=case and case.pk,
        counterpart=counterpart,
        reason=reason,
        booked_by=actor,
    )


def entry(step, booking, actor) -> audit.Entry:
    return audit.Entry(
        step=step,
        actor=actor,
        subject=booking.public_id,
        region_id=booking.budget.region_id,
        fields=("amount",),
    )
