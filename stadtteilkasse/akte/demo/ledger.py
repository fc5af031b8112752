"""Numbers, agendas and budgets as they stand while cases are written in bulk."""

import math
from collections import Counter, defaultdict
from decimal import Decimal

from stadtteilkasse.antrag.models import NumberCounter
from stadtteilkasse.haushalt import domain
from stadtteilkasse.haushalt.models import MONEY_FIELDS, Booking, Budget
from stadtteilkasse.haushalt.services import set_ansatz

STEP = Decimal(1000)


class Numbers:
    """Case numbers without gaps, going on from what is there."""

    def __init__(self):
        self.last = Counter(
            {(row.region_id, row.year): row.last for row in NumberCounter.objects.all()}
        )

    def take(self, region, year) -> str:
        self.last[region.pk, year] += 1
        return f"STK-{region.kuerzel}-{year}-{self.last[region.pk, year]:03}"

    def save(self):
        NumberCounter.objects.bulk_create(
            [
                NumberCounter(region_id=region_id, year=year, last=last)
                for (region_id, year), last in self.last.items()
            ],
            update_conflicts=True,
            unique_fields=["region", "year"],
            update_fields=["last"],
        )


class Ledger:
    """The budgets of the years, posted to in memory and saved at the end."""

    def __init__(self, budgets):
        self.budgets = {(b.region_id, b.haushaltsjahr_id): b for b in budgets}
        self.positions = defaultdict(int)

    def post(self, case, lines, *, actor, at) -> list[Booking]:
        budget = self.budgets[case.region_id, case.haushaltsjahr.pk]
        budget.money, caught = domain.post(budget.money, lines)
        return [
            *(_booking(budget, line, at, booked_by=actor, antrag=case) for line in lines),
            *(_booking(budget, line, at) for line in caught),
        ]

    def next_position(self, sitzung) -> int:
        self.positions[sitzung.pk] += 1
        return self.positions[sitzung.pk]

    def save(self):
        Budget.objects.bulk_update(self.budgets.values(), MONEY_FIELDS)


def allot_enough(planned, years, regions, *, actor):
    """Raise the Ansatz of a region and year where the planned votes need more than is free."""
    needed = Counter()
    for plan in planned:
        needed[plan.region_id, plan.year] += plan.voted
    for (region_id, year), amount in sorted(needed.items()):
        budget = Budget.objects.get(region=region_id, haushaltsjahr=years[year])
        short = amount - budget.money.free
        if short > 0:
            set_ansatz(
                years[year],
                regions[region_id],
                ansatz=budget.money.ordered_ansatz + STEP * math.ceil(short / STEP),
                reason="Mehr Anträge als in einem gewöhnlichen Jahr",
                actor=actor,
            )


def _booking(budget, line, at, **more):
    return Booking(
        budget=budget, kind=line.kind, amount=line.amount, taken=line.taken, booked_at=at, **more
    )
