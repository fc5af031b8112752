"""Collects the rows of planned cases, in the order in which the services would make them."""

import datetime as dt
import hashlib

from portal import audit, clock
from portal.calendar import add_workdays
from stadtteilkasse.akte.demo.answers import answers_of, cost_lines_of
from stadtteilkasse.akte.demo.plan import MISSING
from stadtteilkasse.akte.demo.rows import (
    Rows,
    World,
    counted,
    emptied_message,
    noon,
    reason_of,
    result_of,
)
from stadtteilkasse.antrag.checklist import CheckItem
from stadtteilkasse.antrag.costs import requested_amount
from stadtteilkasse.antrag.declarations import declarations
from stadtteilkasse.antrag.domain import STEPS, Stage
from stadtteilkasse.antrag.models import (
    Antrag,
    Beteiligter,
    Ereignis,
    Erklaerung,
    Kostenposition,
    Nachforderung,
    Pruefpunkt,
)
from stadtteilkasse.antrag.queries.outlook import account_by
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.bescheid.domain import (
    BekanntgabeChannel,
    BescheidKind,
    BescheidState,
    announced_by_retrieval,
    kind_of,
)
from stadtteilkasse.bescheid.letter import Material, compose
from stadtteilkasse.bescheid.models import (
    Ausfertigung,
    Bekanntgabe,
    Bescheid,
    BescheidEditor,
)
from stadtteilkasse.bescheid.services.draft import CONTENT, proposed_days
from stadtteilkasse.bescheid.services.release import canonical
from stadtteilkasse.haushalt import domain as money
from stadtteilkasse.jury.domain import ItemState
from stadtteilkasse.jury.models import Tagesordnungspunkt, Votum

REASON_CODE = "AB-KUERZUNG"


class Writer:
    """Takes plans one after another and adds their rows to `rows`."""

    def __init__(self, world: World, ledger, numbers):
        self.world, self.ledger, self.numbers = world, ledger, numbers
        self.rows = Rows()

    def write(self, plan):
        case, resident = self._drafted(plan)
        if plan.stage == Stage.DRAFT:
            return
        self._submit(case, resident, plan)
        if plan.stage == Stage.SUBMITTED:
            return
        self._step(case, "take_up", self.world.clerk, plan.taken_up_on, due_on=case.due_on)
        if plan.stage == Stage.WITHDRAWN:
            self._step(case, "withdraw", resident, plan.passed_on)
        elif plan.stage == Stage.RETURNED:
            self._ask(case, plan)
        elif plan.stage != Stage.IN_REVIEW:
            self._to_the_jury(case, resident, plan)

    def _to_the_jury(self, case, resident, plan):
        self._pass(case, plan)
        if plan.stage == Stage.READY:
            return
        item = self._put_on_agenda(case, plan)
        if plan.stage == Stage.ON_AGENDA:
            return
        votum = self._vote(case, item, plan)
        if plan.stage == Stage.VOTED:
            return
        letter = self._draft_letter(case, plan)
        if plan.stage == Stage.DRAFTED:
            return
        self._release(case, letter, votum, plan)
        self._announce(case, letter, resident, plan)

    def _drafted(self, plan):
        at = noon(plan.sent_on)
        region = self.world.regions[plan.region_id]
        resident = self.world.residents[plan.first_name, plan.last_name]
        case = Antrag(
            email=resident.email, created_at=at, edited_at=at, stage_since=at, region=None
        )
        self.rows.cases.append(case)
        self.rows.of_cases.append(Beteiligter(antrag=case, user=resident, since=at))
        self._record("antrag.begun", resident, case, at)
        for answers in answers_of(plan, region).values():
            changed = [name for name, value in answers.items() if getattr(case, name) != value]
            for name in changed:
                setattr(case, name, answers[name])
            self._saved(case, resident, at, changed)
        self._write_costs(case, resident, plan, at)
        self._declare(case, resident, at)
        return case, resident

    def _write_costs(self, case, resident, plan, at):
        lines = cost_lines_of(plan.idea)
        self.rows.of_cases += [
            Kostenposition(antrag=case, position=position, **line)
            for position, line in enumerate(lines, start=1)
        ]
        totals = [line["quantity"] * line["unit_price"] for line in lines]
        case.requested_amount = requested_amount(
            totals, case.own_money, case.other_money, case.income
        )
        self._saved(case, resident, at, ["costs"])

    def _declare(self, case, resident, at):
        richtlinie = self.world.richtlinien[case.region_id]
        asked = declarations(begun=False, account_by=account_by(case, richtlinie))
        declared = [row for row in asked if row.required]
        self.rows.of_cases += [
            Erklaerung(antrag=case, code=row.code, words=row.words, declared_at=at)
            for row in declared
        ]
        self._saved(case, resident, at, [f"declared_{row.code}" for row in declared])

    def _submit(self, case, resident, plan):
        case.received_on = plan.sent_on
        case.richtlinie = self.world.richtlinien[plan.region_id]
        case.haushaltsjahr = self.world.years[plan.year]
        case.submitted_at = noon(plan.sent_on)
        case.number = self.numbers.take(case.region, plan.sent_on.year)
        self._step(
            case,
            "submit",
            resident,
            plan.sent_on,
            due_on=add_workdays(plan.sent_on, case.richtlinie.check_workdays),
            received_on=plan.sent_on.isoformat(),
            channel=case.channel,
        )

    def _ask(self, case, plan):
        day = plan.taken_up_on
        due_on = day + dt.timedelta(days=case.richtlinie.correction_days)
        self._step(
            case,
            "ask",
            self.world.clerk,
            day,
            due_on=due_on,
            sections=[Section.PLACE],
            due_on_day=due_on.isoformat(),
        )
        self.rows.of_cases.append(
            Nachforderung(
                antrag=case,
                section=Section.PLACE,
                reason=MISSING,
                due_on=due_on,
                asked_by=self.world.clerk,
                asked_at=noon(day),
            )
        )

    def _pass(self, case, plan):
        at, clerk = noon(plan.passed_on), self.world.clerk
        self.rows.of_cases += [
            Pruefpunkt(antrag=case, code=item, passed=True, checked_by=clerk, checked_at=at)
            for item in CheckItem
        ]
        case.version += 1
        self._record("antrag.check_items", clerk, case, at, fields=tuple(CheckItem.values))
        self._step(case, "pass_to_jury", clerk, plan.passed_on)

    def _put_on_agenda(self, case, plan):
        sitzung = self.world.sitzungen[plan.region_id, plan.sitzung_on]
        day = plan.on_agenda_on
        self._step(
            case,
            "put_on_agenda",
            self.world.clerk,
            day,
            sitzung=sitzung.public_id,
            day=sitzung.day.isoformat(),
        )
        item = Tagesordnungspunkt(
            sitzung=sitzung,
            antrag=case,
            position=self.ledger.next_position(sitzung),
            added_at=noon(day),
        )
        self.rows.items.append(item)
        return item

    def _vote(self, case, item, plan):
        clerk, day = self.world.clerk, plan.sitzung_on
        votum = Votum(
            item=item,
            amount=plan.voted,
            recorded_by=clerk,
            recorded_at=noon(day),
            **result_of(plan),
        )
        self.rows.votes.append(votum)
        item.state = ItemState.VOTED
        self._step(
            case,
            "record_vote",
            clerk,
            day,
            sitzung=item.sitzung.public_id,
            day=item.sitzung.day.isoformat(),
            result=votum.result,
            amount=str(votum.amount),
        )
        if plan.voted:
            self._book("money.reserved", case, money.reserve(plan.voted), clerk, day)
        return votum

    def _draft_letter(self, case, plan):
        at, clerk = noon(plan.drafted_on), self.world.clerk
        kind = kind_of(plan.voted, plan.requested)
        letter = Bescheid(
            antrag=case,
            kind=kind,
            legal_form=case.richtlinie.legal_form,
            requested_amount=plan.requested,
            voted_amount=plan.voted,
            amount=plan.voted,
            reason_code="" if kind is BescheidKind.GRANT else REASON_CODE,
            reason=reason_of(plan),
            drafted_by=clerk,
            drafted_at=at,
        )
        if kind is not BescheidKind.REJECTION:
            days = proposed_days(case) | {"period_from": plan.drafted_on}
            for name, day in days.items():
                setattr(letter, name, day)
        self.rows.letters.append(letter)
        self.rows.of_letters.append(BescheidEditor(bescheid=letter, user=clerk, edited_at=at))
        self._step(case, "draft_letter", clerk, plan.drafted_on)
        self._record("bescheid.drafted", clerk, letter, at, fields=CONTENT)
        return letter

    def _release(self, case, letter, votum, plan):
        day, head = plan.released_on, self.world.head
        letter.number = f"{case.number}-B1"
        content = canonical(
            compose(
                letter,
                number=letter.number,
                day=day,
                signed_by=head.get_full_name(),
                material=self._material(case, votum, plan),
            )
        )
        letter.content, letter.sha256 = content, hashlib.sha256(content).hexdigest()
        letter.released_by, letter.released_at = head, noon(day)
        letter.state, letter.version = BescheidState.RELEASED, 2
        # The worker makes these PDFs once it has nothing better to do.
        later = clock.now() + dt.timedelta(hours=1, seconds=len(self.rows.letters))
        self.rows.of_letters.append(Ausfertigung(bescheid=letter, next_attempt_at=later))
        if plan.voted:
            lines = money.commit(plan.voted, plan.voted)
            self._book("money.committed", case, lines, head, day)
        self._step(case, "release_letter", head, day)
        self._record(
            "bescheid.released",
            head,
            letter,
            noon(day),
            fields=("content",),
            digests={"content": letter.sha256},
        )

    def _material(self, case, votum, plan):
        return Material(
            sender=self.world.sender,
            office=self.world.offices[plan.region_id],
            votum=votum,
            clauses=self.world.clauses,
            conditions=[],
            costs=[counted(line) for line in cost_lines_of(plan.idea)],
        )

    def _announce(self, case, letter, resident, plan):
        sent_at, fetched_at = noon(plan.released_on), noon(plan.fetched_on)
        message = emptied_message(case, sent_at)
        self.rows.messages.append(message)
        self._step(case, "send_letter", None, plan.released_on, channel=BekanntgabeChannel.PORTAL)
        announced_on = announced_by_retrieval(plan.fetched_on)
        self.rows.of_letters.append(
            Bekanntgabe(
                bescheid=letter,
                channel=BekanntgabeChannel.PORTAL,
                begun_at=sent_at,
                notification=message,
                retrieved_at=fetched_at,
                retrieved_by=resident,
                announced_on=announced_on,
            )
        )
        letter.state, letter.version = BescheidState.ANNOUNCED, letter.version + 2
        self._step(case, "announce", resident, plan.fetched_on, day=announced_on.isoformat())

    def _step(self, case, name, actor, day, /, *, due_on=None, **parameters):
        """What `antrag.services.advance` does, for the days of a plan."""
        step, at = STEPS[name], noon(day)
        case.stage, case.stage_since, case.due_on = step.target, at, due_on
        case.version += 1
        self.rows.of_cases.append(
            Ereignis(
                antrag=case,
                step=name,
                actor=actor,
                at=at,
                parameters=parameters,
                visible=step.visible,
            )
        )
        self._record(f"antrag.{name}", actor, case, at, fields=("stage",))

    def _book(self, step, case, lines, actor, day):
        bookings = self.ledger.post(case, lines, actor=actor, at=noon(day))
        self.rows.bookings += bookings
        last = bookings[len(lines) - 1]
        self.rows.entries.append(
            audit.Entry(
                step=step,
                actor=actor,
                subject=last.public_id,
                region_id=case.region_id,
                fields=("amount",),
                at=noon(day),
            )
        )

    def _saved(self, case, actor, at, fields):
        case.version += 1
        self._record("antrag.saved", actor, case, at, fields=tuple(sorted(fields)))

    def _record(self, step, actor, row, at, **details):
        case = row.antrag if isinstance(row, Bescheid) else row
        self.rows.entries.append(
            audit.Entry(
                step=step,
                actor=actor,
                subject=row.public_id,
                region_id=case.region_id,
                at=at,
                **details,
            )
        )
