"""The cast's cases, each taken by the services on the days on which it would have happened."""

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from portal import clock
from portal.models import Message
from regions.models import Bezirksregion
from stadtteilkasse.akte.demo import texts
from stadtteilkasse.antrag.checklist import Answer, CheckItem
from stadtteilkasse.antrag.models import ApplicantKind, Channel, Delivery, OwnerConsent
from stadtteilkasse.antrag.queries.progress import asked_declarations
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.antrag.services import draft, review, submit
from stadtteilkasse.bescheid import services as letters
from stadtteilkasse.bescheid import tasks
from stadtteilkasse.bescheid.queries import conditions_to_choose
from stadtteilkasse.bescheid.services import Decision
from stadtteilkasse.haushalt.domain import Sperre
from stadtteilkasse.haushalt.models import Haushaltsjahr
from stadtteilkasse.haushalt.services import set_sperre
from stadtteilkasse.jury import services as jury
from stadtteilkasse.jury.domain import SitzungForm, Vote, VoteResult

PARKVIERTEL, MOABIT_OST, OSLOER = "014009", "012006", "013007"
ALL_PASSED = {item: Answer(True, "") for item in CheckItem}

TOOLS = "Hacken und Schaufeln können Sie kostenlos im Nachbarschaftshaus leihen."


class Story:
    """The people who act, and the day from which all days are counted."""

    def __init__(self, people):
        self.people = people
        self.today = clock.today()

    def day(self, offset: int) -> dt.date:
        return self.today + dt.timedelta(days=offset)

    def tell(self):
        """Make all cases of the cast."""
        self._block_a_fifth()
        past = self._sitzung(PARKVIERTEL, self.people["koray"], -40)
        recent = self._sitzung(PARKVIERTEL, self.people["koray"], -6)
        self._sitzung(PARKVIERTEL, self.people["koray"], 16)
        coming = self._sitzung(MOABIT_OST, self.people["kerstin"], 9, SitzungForm.CIRCULATION)
        self._granted_and_fetched(past)
        self._granted_and_not_fetched(past)
        with clock.at(past.day + dt.timedelta(days=1)):
            jury.close_sitzung(past, actor=self.people["koray"])
        self._cut_and_waiting_for_release(recent)
        self._voted(recent)
        self._rejected_by_post()
        self._on_the_agenda(coming)
        self._begun_too_early()
        self._in_review()
        self._asked_back()
        self._on_paper()
        self._just_sent()
        self._still_a_draft()

    def _block_a_fifth(self):
        """A Sperre of 20 percent in one region."""
        with clock.at(self.day(-60)):
            year = Haushaltsjahr.objects.get(bezirk=settings.BEZIRK, year=self.today.year)
            set_sperre(
                year,
                [Bezirksregion.objects.get(pk=OSLOER)],
                sperre=Sperre(Decimal(20), in_percent=True),
                reason="Haushaltswirtschaftliche Sperre",
                actor=self.people["lothar"],
            )

    def _sitzung(self, region_id, actor, offset, form=SitzungForm.PRESENT):
        with clock.at(min(self.day(offset - 30), self.day(-1))):
            return jury.plan_sitzung(
                Bezirksregion.objects.get(pk=region_id),
                day=self.day(offset),
                starts_at=dt.time(18),
                application_deadline=self.day(offset - 10),
                form=form,
                place="" if form == SitzungForm.CIRCULATION else "Stadtteilbüro, großer Raum",
                invited=8,
                actor=actor,
            )

    def _granted_and_fetched(self, sitzung):
        case = self._passed(self._sent("aylin", texts.COURTYARD, offset=-58))
        letter = self._decided(sitzung, case, "480.00")
        with clock.at(self.day(-32)):
            letters.retrieve(letter, actor=self.people["aylin"])

    def _granted_and_not_fetched(self, sitzung):
        case = self._passed(self._sent("wanda", texts.CONCERT, offset=-57))
        self._decided(sitzung, case, "260.00")
        tasks.watch_deadlines()

    def _cut_and_waiting_for_release(self, sitzung):
        case = self._passed(
            self._sent("yusuf", texts.TREES, offset=-25, publish=True, street="Westliche Straße")
        )
        self._vote(sitzung, case, Vote(VoteResult.REDUCED, 5, 1, 0, Decimal("350.00"), TOOLS))
        with clock.at(self.day(-3)):
            letters.draft_bescheid(
                _fresh(case), self._decision("350.00", TOOLS), actor=self.people["samira"]
            )

    def _voted(self, sitzung):
        case = self._passed(self._sent("greta", texts.SENIORS, offset=-24))
        self._vote(sitzung, case, Vote(VoteResult.FULL, 6, 0, 0))

    def _rejected_by_post(self):
        case = self._sent("omar", texts.BARBECUE, offset=-30, delivery=Delivery.POST)
        reason = (
            "Der Grillabend ist nur für die Mieterinnen und Mieter eines Hauses gedacht. "
            "Gefördert werden Aktionen, zu denen alle kommen können."
        )
        with clock.at(self.day(-28)):
            self._propose_rejection(case, "NF-02", reason, self.people["koray"])
        with clock.at(self.day(-20)):
            decision = Decision(
                amount=Decimal("0.00"), reason_code="AB-NICHTOEFFENTLICH", reason=reason
            )
            letter = letters.draft_bescheid(_fresh(case), decision, actor=self.people["samira"])
            letters.release_bescheid(letter, actor=self.people["lothar"])
            tasks.render_due()

    def _on_the_agenda(self, sitzung):
        case = self._sent("leyla", texts.READING, offset=-14, region_id=MOABIT_OST)
        case = self._passed(case, by="kerstin")
        with clock.at(self.day(-8)):
            jury.put_on_agenda(sitzung, _fresh(case), actor=self.people["kerstin"])

    def _begun_too_early(self):
        case = self._sent("paula", texts.WALK, offset=-12, begun=True)
        reason = (
            "Der erste Spaziergang hat nach Ihren Angaben schon stattgefunden, bevor der Antrag "
            "bei uns war."
        )
        with clock.at(self.day(-10)):
            self._propose_rejection(case, "NF-01", reason, self.people["koray"])

    def _in_review(self):
        case = self._sent(
            "bogdan",
            texts.SHIRTS,
            offset=-9,
            region_id=MOABIT_OST,
            kind=ApplicantKind.LEGAL_PERSON,
            organisation="Sportfreunde Spreebogen e. V.",
        )
        with clock.at(self.day(-7)):
            review.take_up(case, actor=self.people["kerstin"])

    def _asked_back(self):
        case = self._sent("aylin", texts.FLEA_MARKET, offset=-5)
        with clock.at(self.day(-4)):
            case = review.take_up(case, actor=self.people["koray"])
            review.ask(
                case,
                questions={
                    Section.PLACE: "Wir brauchen noch den genauen Tag. „Im Frühjahr“ reicht der "
                    "Jury leider nicht."
                },
                due_on=self.day(10),
                actor=self.people["koray"],
            )

    def _on_paper(self):
        koray = self.people["koray"]
        with clock.at(self.day(-3)):
            case = draft.start_for_somebody(
                actor=koray,
                region=Bezirksregion.objects.get(pk=PARKVIERTEL),
                channel=Channel.PAPER,
            )
            person = {
                "first_name": "Ursula",
                "last_name": "Pohl",
                "email": "",
                "phone": "030 5550123",
            }
            self._fill_in(case, koray, texts.SENIORS, person=person, delivery=Delivery.POST)
            case = submit.submit(
                _fresh(case),
                actor=koray,
                channel=Channel.PAPER,
                received_on=self.day(-4),
                entered_by=koray,
            )
        self._passed(case)

    def _just_sent(self):
        self._sent("zoe", texts.KITES, offset=-1)
        self._sent("ibrahim", texts.BIKE, offset=-1, region_id=MOABIT_OST)

    def _still_a_draft(self):
        with clock.at(self.day(-1)):
            case = draft.start_draft(actor=self.people["aylin"])
            self._fill_in(case, self.people["aylin"], texts.BIKE, declare=False)

    def _sent(self, who, idea, *, offset, **answers):
        with clock.at(self.day(offset)):
            person = self._resident(who)
            case = draft.start_draft(actor=person)
            self._fill_in(case, person, idea, **answers)
            return submit.submit(_fresh(case), actor=person)

    def _resident(self, key):
        if key not in self.people:
            User = get_user_model()
            name = f"{key.capitalize()} {texts.LAST_NAMES[len(self.people) % 24]}"
            email = f"{key}@example.org"
            self.people[key] = User.objects.filter(email=email).first() or (
                User.objects.create_user(email, name=name)
            )
        return self.people[key]

    def _fill_in(
        self,
        case,
        actor,
        idea,
        *,
        region_id=PARKVIERTEL,
        kind=ApplicantKind.PERSON,
        organisation="",
        delivery=Delivery.PORTAL,
        begun=False,
        publish=False,
        declare=True,
        street="Müllerstraße",
        person=None,
    ):
        first, _, last = actor.get_full_name().partition(" ")
        person = person or {"first_name": first, "last_name": last, "email": actor.email}
        starts_on = self._day_of_action()
        by_section = {
            Section.PLACE: {
                "region": Bezirksregion.objects.get(pk=region_id),
                "place_street": street,
                "place_text": "im Hof",
                "owner_consent": OwnerConsent.YES,
                "starts_on": starts_on,
                "ends_on": starts_on,
                "begun": begun,
            },
            Section.APPLICANT: {
                "applicant_kind": kind,
                "organisation": organisation,
                "street": "Ahornweg",
                "house_number": "12",
                "postal_code": "13353",
                "city": "Berlin",
            }
            | ({"nonprofit": True, "input_tax": False} if organisation else {})
            | person,
            Section.ACTION: {
                "title": idea.title,
                "description": idea.description,
                "aim": idea.aim,
                "topic": idea.topic,
            },
            Section.PARTICIPATION: {
                "target_groups": ["everybody"],
                "open_to_all": idea is not texts.BARBECUE,
                "publicity": "Zettel in den Häusern, in Läden und in der Schule",
                "minors": False,
                "volunteers": 6,
                "volunteer_hours": 24,
                "volunteer_work": "aufbauen, einladen, aufräumen",
                "criteria": [1, 2],
            },
            Section.DECLARATIONS: {"delivery": delivery},
        }
        for section, answers in by_section.items():
            draft.save_answers(case, answers, section=section, actor=actor)
        lines = [
            {
                "label": label,
                "kind": cost_kind,
                "quantity": Decimal(count),
                "unit_price": Decimal(price),
            }
            for label, cost_kind, count, price in idea.costs
        ]
        draft.save_costs(case, lines, {}, actor=actor)
        if declare:
            declared = {
                row.code: row.words
                for row in asked_declarations(_fresh(case))
                if row.required or publish
            }
            draft.save_declarations(case, declared, actor=actor)

    def _day_of_action(self):
        """A day in the year whose money is open, late enough for a decision before."""
        planned = self.day(60)
        last = dt.date(self.today.year, 12, 20)
        return planned if planned <= last else max(last, self.day(2))

    def _passed(self, case, by="koray"):
        actor = self.people[by]
        with clock.at(clock_day(case) + dt.timedelta(days=2)):
            case = review.take_up(case, actor=actor)
            case = review.check_items(case, ALL_PASSED, actor=actor)
            return review.pass_to_jury(case, actor=actor)

    def _propose_rejection(self, case, code, reason, actor):
        case = review.take_up(case, actor=actor)
        review.propose_rejection(case, code=code, reason=reason, actor=actor)

    def _vote(self, sitzung, case, vote):
        koray = self.people["koray"]
        with clock.at(sitzung.day - dt.timedelta(days=5)):
            item = jury.put_on_agenda(sitzung, _fresh(case), actor=koray)
        with clock.at(sitzung.day):
            jury.record_attendance(sitzung, invited=8, present=6, actor=koray)
            return jury.record_vote(item, vote, actor=koray)

    def _decided(self, sitzung, case, amount):
        """Voted in full, drafted, released, made and announced by mail."""
        self._vote(sitzung, case, Vote(VoteResult.FULL, 6, 0, 0))
        with clock.at(sitzung.day + dt.timedelta(days=2)):
            letter = letters.draft_bescheid(
                _fresh(case), self._decision(amount), actor=self.people["samira"]
            )
            letter = letters.release_bescheid(letter, actor=self.people["lothar"])
            tasks.render_due()
            _deliver_mails()
        letter.refresh_from_db()
        return letter

    def _decision(self, amount, reason=""):
        standing = conditions_to_choose("a", clock.today()).filter(is_standard=True)
        return Decision(
            amount=Decimal(amount),
            reason_code="AB-KUERZUNG" if reason else "",
            reason=reason,
            conditions=tuple(standing),
        )


def clock_day(case):
    return clock.day_of(case.submitted_at)


def _fresh(case):
    return type(case).objects.get(pk=case.pk)


@transaction.atomic
def _deliver_mails():
    """The demo's mails go nowhere; for the days that count from them they are sent."""
    Message.objects.filter(state="queued").update(state="done", done_at=clock.now())
