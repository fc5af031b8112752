"""What happened to an invented case, day by day: planned first, then written."""

import datetime as dt
import random
from dataclasses import dataclass, replace
from decimal import Decimal

from portal.calendar import add_workdays
from stadtteilkasse.akte.demo import texts
from stadtteilkasse.akte.demo.texts import Idea
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import ApplicantKind, Delivery

# How far a case has come, and how often that is so.
REACHED = {
    Stage.DRAFT: 3,
    Stage.SUBMITTED: 4,
    Stage.IN_REVIEW: 5,
    Stage.RETURNED: 3,
    Stage.READY: 4,
    Stage.ON_AGENDA: 4,
    Stage.VOTED: 4,
    Stage.DRAFTED: 3,
    Stage.ANNOUNCED: 65,
    Stage.WITHDRAWN: 5,
}
# What lies in the past is decided.
REACHED_IN_THE_PAST = {Stage.ANNOUNCED: 92, Stage.WITHDRAWN: 8}

KINDS = {
    ApplicantKind.PERSON: 60,
    ApplicantKind.GROUP: 22,
    ApplicantKind.LEGAL_PERSON: 12,
    ApplicantKind.INSTITUTION: 6,
}
VOTES = {"full": 60, "reduced": 25, "no": 15}
CUT = "Einen Teil der Sachen können Sie im Nachbarschaftshaus kostenlos leihen."
REJECTED = "Andere Vorhaben erreichen mit demselben Geld mehr Menschen aus dem Stadtteil."
MISSING = "Bitte nennen Sie noch den genauen Ort, damit die Jury ihn kennt."


@dataclass(frozen=True)
class Plan:
    """One case. Days in their order; amounts in EUR. `stage` is where it stands at the end."""

    region_id: str
    year: int
    idea: Idea
    stage: Stage
    kind: ApplicantKind
    organisation: str
    first_name: str
    last_name: str
    street: str
    house_number: str
    delivery: Delivery
    sent_on: dt.date
    starts_on: dt.date
    voted: Decimal

    @property
    def requested(self) -> Decimal:
        return self.idea.total

    @property
    def taken_up_on(self) -> dt.date:
        return add_workdays(self.sent_on, 1)

    @property
    def passed_on(self) -> dt.date:
        return add_workdays(self.sent_on, 3)

    @property
    def sitzung_on(self) -> dt.date:
        """Juries meet on the last Thursday of the month after the next week."""
        return _last_thursday(self.passed_on + dt.timedelta(days=7))

    @property
    def on_agenda_on(self) -> dt.date:
        return self.sitzung_on - dt.timedelta(days=5)

    @property
    def drafted_on(self) -> dt.date:
        return add_workdays(self.sitzung_on, 2)

    @property
    def released_on(self) -> dt.date:
        return add_workdays(self.sitzung_on, 3)

    @property
    def fetched_on(self) -> dt.date:
        return self.released_on + dt.timedelta(days=2)


def plans(count: int, *, seed: int, years: list[int], region_ids: list[str], today: dt.date):
    """Yield so many plans in the order of their sending; the same ones for the same arguments."""
    chance = random.Random(seed)
    made = [_plan(chance, years, region_ids, today) for _ in range(count)]
    return sorted(made, key=lambda plan: (plan.sent_on, plan.region_id))


def _plan(chance, years, region_ids, today):
    year = chance.choice(years)
    kind = _weighted(chance, KINDS)
    idea = chance.choice(texts.IDEAS)
    number = chance.randint(1, 99)
    plan = Plan(
        region_id=chance.choice(region_ids),
        year=year,
        idea=replace(idea, title=f"{idea.title} {chance.choice(texts.STREETS)} {number}"),
        stage=_weighted(chance, REACHED_IN_THE_PAST),
        kind=kind,
        organisation=_organisation(chance, kind),
        first_name=chance.choice(texts.FIRST_NAMES),
        last_name=chance.choice(texts.LAST_NAMES),
        street=chance.choice(texts.STREETS),
        house_number=str(number),
        delivery=Delivery.PORTAL,
        sent_on=_sending_day(chance, year, today),
        starts_on=dt.date(year, 12, 1) + dt.timedelta(days=chance.randint(0, 19)),
        voted=Decimal(0),
    )
    plan = replace(plan, voted=_voted(chance, plan.requested))
    return _as_far_as_today(chance, plan, today)


def _as_far_as_today(chance, plan, today):
    """A case whose days are not all past stands somewhere on its way."""
    if plan.fetched_on < today:
        return plan
    stage = _weighted(chance, REACHED)
    possible = {
        Stage.IN_REVIEW: plan.taken_up_on,
        Stage.RETURNED: plan.taken_up_on,
        Stage.READY: plan.passed_on,
        Stage.ON_AGENDA: plan.on_agenda_on,
        Stage.VOTED: plan.sitzung_on,
        Stage.DRAFTED: plan.drafted_on,
        Stage.ANNOUNCED: plan.fetched_on,
        Stage.WITHDRAWN: plan.taken_up_on,
    }
    reached = stage if possible.get(stage, plan.sent_on) < today else Stage.SUBMITTED
    return replace(plan, stage=reached)


def _sending_day(chance, year, today):
    first = dt.date(year, 1, 7)
    last = min(dt.date(year, 10, 20), today - dt.timedelta(days=1))
    return first + dt.timedelta(days=chance.randint(0, max((last - first).days, 0)))


def _organisation(chance, kind):
    if kind == ApplicantKind.PERSON:
        return ""
    return chance.choice(texts.GROUPS if kind == ApplicantKind.GROUP else texts.BODIES)


def _voted(chance, requested):
    result = _weighted(chance, VOTES)
    if result == "no":
        return Decimal("0.00")
    return requested if result == "full" else (requested * 7 / 10).quantize(Decimal("1.00"))


def _weighted(chance, weights):
    return chance.choices(list(weights), list(weights.values()))[0]


def _last_thursday(day):
    first_of_next = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    last = first_of_next - dt.timedelta(days=1)
    thursday = last - dt.timedelta(days=(last.weekday() - 3) % 7)
    return thursday if thursday >= day else _last_thursday(first_of_next)
