"""Cases in bulk have the same rows as cases that went through the services."""

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest
from django.db import transaction

from portal.audit.verify import verify
from portal.models import AuditEntry, Message
from stadtteilkasse.akte.demo import commands, texts
from stadtteilkasse.akte.demo.answers import answers_of, cost_lines_of
from stadtteilkasse.akte.demo.bulk import read_world, write_plans
from stadtteilkasse.akte.demo.plan import MISSING, Plan, plans
from stadtteilkasse.akte.demo.rows import reason_of
from stadtteilkasse.antrag.checklist import Answer, CheckItem
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, ApplicantKind, Delivery
from stadtteilkasse.antrag.queries.progress import asked_declarations
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.antrag.services import answer, draft, review, submit
from stadtteilkasse.bescheid import services as letters
from stadtteilkasse.bescheid import tasks
from stadtteilkasse.bescheid.models import Bescheid
from stadtteilkasse.bescheid.services import Decision
from stadtteilkasse.haushalt.queries import verify_ledger
from stadtteilkasse.jury import services as jury
from stadtteilkasse.jury.domain import Vote, VoteResult
from stadtteilkasse.jury.models import Votum

TODAY = dt.date(2026, 11, 25)
YEARS = [2026]


def plan_at(stage, *, voted="336.00", **changed):
    values = {
        "region_id": "014009",
        "year": 2026,
        "idea": texts.COURTYARD,
        "stage": stage,
        "kind": ApplicantKind.LEGAL_PERSON,
        "organisation": "Kiezgarten e. V.",
        "first_name": "Ana",
        "last_name": "Kaya",
        "street": "Ahornweg",
        "house_number": "7",
        "delivery": Delivery.PORTAL,
        "sent_on": dt.date(2026, 9, 1),
        "starts_on": dt.date(2026, 12, 5),
        "voted": Decimal(voted),
    }
    return Plan(**values | changed)


class ByServices:
    """Takes a plan through the services, on the days of the plan."""

    def __init__(self, plan, world, clock):
        self.plan, self.world, self.clock = plan, world, clock
        self.resident = world.residents[plan.first_name, plan.last_name]

    def take(self):
        plan, clerk = self.plan, self.world.clerk
        self.clock.set(plan.sent_on)
        case = self._drafted()
        if plan.stage == Stage.DRAFT:
            return case
        case = submit.submit(case, actor=self.resident)
        if plan.stage == Stage.SUBMITTED:
            return case
        self.clock.set(plan.taken_up_on)
        case = review.take_up(case, actor=clerk)
        if plan.stage == Stage.WITHDRAWN:
            self.clock.set(plan.passed_on)
            return answer.withdraw(case, actor=self.resident)
        if plan.stage == Stage.RETURNED:
            due_on = plan.taken_up_on + dt.timedelta(days=case.richtlinie.correction_days)
            return review.ask(case, questions={Section.PLACE: MISSING}, due_on=due_on, actor=clerk)
        return case if plan.stage == Stage.IN_REVIEW else self._to_the_jury(case)

    def _drafted(self):
        case = draft.start_draft(actor=self.resident)
        region = self.world.regions[self.plan.region_id]
        for section, answers in answers_of(self.plan, region).items():
            draft.save_answers(case, answers, section=section, actor=self.resident)
            case.refresh_from_db()
        draft.save_costs(case, cost_lines_of(self.plan.idea), {}, actor=self.resident)
        case.refresh_from_db()
        words = {row.code: row.words for row in asked_declarations(case) if row.required}
        draft.save_declarations(case, words, actor=self.resident)
        case.refresh_from_db()
        return case

    def _to_the_jury(self, case):
        plan, clerk = self.plan, self.world.clerk
        self.clock.set(plan.passed_on)
        case = review.check_items(case, {item: Answer(True) for item in CheckItem}, actor=clerk)
        case = review.pass_to_jury(case, actor=clerk)
        if plan.stage == Stage.READY:
            return case
        self.clock.set(plan.on_agenda_on)
        sitzung = self.world.sitzungen[plan.region_id, plan.sitzung_on]
        item = jury.put_on_agenda(sitzung, case, actor=clerk)
        if plan.stage == Stage.ON_AGENDA:
            return case
        self.clock.set(plan.sitzung_on)
        jury.record_vote(item, self._voted(), actor=clerk)
        if plan.stage == Stage.VOTED:
            return case
        self.clock.set(plan.drafted_on)
        return self._decided(case)

    def _voted(self):
        plan, reason = self.plan, reason_of(self.plan)
        if plan.voted == plan.requested:
            return Vote(VoteResult.FULL, 6, 0, 0)
        if plan.voted:
            return Vote(VoteResult.REDUCED, 5, 1, 0, plan.voted, reason)
        return Vote(VoteResult.NO, 1, 5, 0, reason=reason)

    def _decided(self, case):
        plan = self.plan
        code = "" if plan.voted == plan.requested else "AB-KUERZUNG"
        decision = Decision(amount=plan.voted, reason_code=code, reason=reason_of(plan))
        case = Antrag.objects.get(pk=case.pk)
        letter = letters.draft_bescheid(case, decision, actor=self.world.clerk)
        if plan.stage == Stage.DRAFTED:
            return case
        self.clock.set(plan.released_on)
        letter = letters.release_bescheid(letter, actor=self.world.head)
        tasks.render_due()
        Message.objects.filter(state="queued").update(state="done", done_at=self.clock.now())
        self.clock.set(plan.fetched_on)
        letters.retrieve(letter, actor=self.resident)
        return case


# What is random, or counts rows: it differs between any two cases.
IGNORED = {"id", "public_id", "antrag", "bescheid", "item", "notification", "search"}


def columns(row):
    """Every column of a row, as values that can be compared between two cases."""
    values = {
        field.name: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in IGNORED
    }
    return {name: bytes(v) if isinstance(v, memoryview) else v for name, v in values.items()}


def everything_about(case):
    """All rows of a case, table by table."""
    case = Antrag.objects.get(pk=case.pk)
    related = {
        "costs": case.costs.order_by("position"),
        "participants": case.participants.all(),
        "declarations": case.declarations.order_by("code"),
        "events": case.events.order_by("pk"),
        "corrections": case.corrections.all(),
        "checks": case.checks.order_by("code"),
        "agenda_items": case.agenda_items.all(),
        "votes": Votum.objects.filter(item__antrag=case),
        "bookings": case.bookings.order_by("pk"),
        "letters": case.bescheide.all(),
        "editors": [editor for letter in case.bescheide.all() for editor in letter.editors.all()],
        "attempts": [
            attempt for letter in case.bescheide.all() for attempt in letter.bekanntgaben.all()
        ],
    }
    rows = {name: [columns(row) for row in found] for name, found in related.items()}
    return {"case": [columns(case)], **rows, "audit": _audit_of(case)}


def _audit_of(case):
    subjects = [
        case.public_id,
        *case.bookings.values_list("public_id", flat=True),
        *case.bescheide.values_list("public_id", flat=True),
    ]
    entries = AuditEntry.objects.filter(subject__in=subjects).exclude(step="bescheid.rendered")
    return list(
        entries.order_by("seq").values_list("at", "actor", "step", "region_id", "fields", "digests")
    )


@pytest.mark.parametrize(
    "plan",
    [
        plan_at(Stage.DRAFT),
        plan_at(Stage.SUBMITTED, kind=ApplicantKind.PERSON, organisation=""),
        plan_at(Stage.IN_REVIEW, kind=ApplicantKind.GROUP, organisation="Hofgruppe"),
        plan_at(Stage.RETURNED, kind=ApplicantKind.INSTITUTION, organisation="Kita"),
        plan_at(Stage.WITHDRAWN),
        plan_at(Stage.READY),
        plan_at(Stage.ON_AGENDA),
        plan_at(Stage.VOTED),
        plan_at(Stage.DRAFTED),
        plan_at(Stage.ANNOUNCED),
        plan_at(Stage.ANNOUNCED, voted="480.00"),
        plan_at(Stage.ANNOUNCED, voted="0.00"),
    ],
    ids=lambda plan: f"{plan.stage}-{plan.voted}",
)
@pytest.mark.django_db
def test_case_in_bulk_has_the_rows_of_the_services(plan, clock, samira, lothar):
    clock.set(TODAY)
    people = {"samira": samira, "lothar": lothar}
    world = read_world([plan], people)

    def by_services():
        return ByServices(plan, world, clock).take()

    def in_bulk():
        write_plans([plan], people=people)
        return Antrag.objects.latest("pk")

    assert _undone(in_bulk, clock) == _undone(by_services, clock)


def _undone(make, clock):
    """Everything about the case that `make` makes; afterwards the database is as it was."""
    clock.set(TODAY)
    with transaction.atomic():
        found = everything_about(make())
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_bulk_is_plausible_and_verifies(clock, samira, lothar):
    clock.set(TODAY)

    made = commands.make_many(120, seed=3)

    assert made == Antrag.objects.count() == 120
    assert verify_ledger() is None
    assert verify()[1] is None
    assert set(Antrag.objects.values_list("region", flat=True)) == {
        "011001", "011002", "011003", "011004", "012005",
        "012006", "013007", "013008", "014009", "014010",
    }  # fmt: skip
    stages = Counter(Antrag.objects.values_list("stage", flat=True))
    assert stages["announced"] > 60
    assert not Bescheid.objects.filter(state="draft").exclude(antrag__stage="drafted").exists()


def test_same_seed_gives_the_same_plans():
    arguments = {"years": [2025, 2026], "region_ids": ["014009", "012006"], "today": TODAY}

    assert plans(50, seed=7, **arguments) == plans(50, seed=7, **arguments)
    assert plans(50, seed=7, **arguments) != plans(50, seed=8, **arguments)
