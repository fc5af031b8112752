import datetime as dt

import pytest

from portal.audit.models import AuditEntry
from portal.errors import Refused, Stale
from portal.outbox.models import Message
from regions.models import Bezirksregion
from stadtteilkasse.antrag.checklist import Answer, CheckItem
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, Befangenheit, Nachforderung
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.antrag.services import review
from tests.support.cases import make_case

SENTENCE = "Das Fest ist nur für die Hausgemeinschaft, nicht für die Nachbarschaft."
IN_TEN_DAYS = dt.date(2026, 3, 12)


def last_step():
    return AuditEntry.objects.order_by("seq").last().step


def pass_all(case, actor):
    answers = {item: Answer(True) for item in CheckItem}
    return review.check_items(case, answers, actor=actor)


def test_take_up_begins_the_review(koray):
    case = make_case(due_on=dt.date(2026, 3, 9))

    case = review.take_up(case, actor=koray)

    assert case.stage == Stage.IN_REVIEW
    assert case.due_on == dt.date(2026, 3, 9)
    assert list(case.events.values_list("step", "actor")) == [("take_up", koray.pk)]
    assert last_step() == "antrag.take_up"


def test_take_up_by_another_region_is_refused(kerstin):
    case = make_case()

    with pytest.raises(Refused):
        review.take_up(case, actor=kerstin)

    assert Antrag.objects.get(pk=case.pk).stage == Stage.SUBMITTED


def test_take_up_of_an_old_version_is_stale(koray, samira):
    case = make_case()
    review.take_up(case, actor=samira, expected_version=1)

    with pytest.raises(Stale) as stale:
        review.take_up(case, actor=koray, expected_version=1)

    assert stale.value.row.stage == Stage.IN_REVIEW


def test_take_up_by_an_excluded_person_is_refused(koray):
    case = make_case()
    Befangenheit.objects.create(antrag=case, user=koray, ground="Nachbarin", recorded_by=koray)

    with pytest.raises(Refused):
        review.take_up(case, actor=koray)


def test_ask_returns_the_case_with_a_friendly_mail(koray):
    case = make_case(Stage.IN_REVIEW)

    case = review.ask(
        case,
        questions={Section.PLACE: "An welchem Tag endet die Aktion?"},
        due_on=IN_TEN_DAYS,
        actor=koray,
    )

    assert (case.stage, case.due_on) == (Stage.RETURNED, IN_TEN_DAYS)
    question = Nachforderung.objects.get(antrag=case)
    assert (question.section, question.reason) == ("place", "An welchem Tag endet die Aktion?")
    mail = Message.objects.get(subject_id=case.public_id)
    assert mail.to == "aylin@example.org"
    assert mail.subject == f"Eine Frage zu Ihrem Antrag {case.number}"
    assert "- Wo und wann: An welchem Tag endet die Aktion?" in mail.body
    assert "Bitte ergänzen Sie das bis Donnerstag, 12. März 2026." in mail.body
    assert f"/meine-antraege/{case.public_id}/" in mail.body
    assert last_step() == "antrag.ask"


def test_ask_without_an_address_sends_nothing(koray):
    case = make_case(Stage.IN_REVIEW, email="")

    review.ask(case, questions={Section.COSTS: "Was?"}, due_on=IN_TEN_DAYS, actor=koray)

    assert Message.objects.filter(subject_id=case.public_id).count() == 0


def test_ask_with_less_time_than_the_richtlinie_gives_is_refused(koray):
    case = make_case(Stage.IN_REVIEW)

    with pytest.raises(Refused, match="bis zum 12. März 2026"):
        review.ask(
            case,
            questions={Section.PLACE: "Wann?"},
            due_on=IN_TEN_DAYS - dt.timedelta(days=1),
            actor=koray,
        )

    assert Nachforderung.objects.count() == 0


@pytest.mark.parametrize("questions", [{}, {Section.PLACE: "  "}])
def test_ask_without_a_question_is_refused(koray, questions):
    case = make_case(Stage.IN_REVIEW)

    with pytest.raises(Refused):
        review.ask(case, questions=questions, due_on=IN_TEN_DAYS, actor=koray)


def test_ask_opens_what_was_checked_in_the_section_again(koray):
    case = pass_all(make_case(Stage.IN_REVIEW), koray)

    review.ask(case, questions={Section.COSTS: "Wozu?"}, due_on=IN_TEN_DAYS, actor=koray)

    assert dict(case.checks.values_list("code", "passed")) == {
        "region": True,
        "public": True,
        "not_begun": True,
        "cost_kinds": None,
    }


def test_question_that_was_never_answered_can_be_asked_anew(koray, clock):
    case = make_case(Stage.IN_REVIEW)
    review.ask(case, questions={Section.PLACE: "Wann?"}, due_on=IN_TEN_DAYS, actor=koray)
    clock.set(dt.date(2026, 3, 13))
    review.propose_rejection(case, code="NF-02", reason=SENTENCE, actor=koray)
    review.resume_review(case, actor=koray)

    review.ask(case, questions={Section.PLACE: "Wo?"}, due_on=dt.date(2026, 3, 30), actor=koray)

    assert list(case.corrections.values_list("reason", flat=True)) == ["Wo?"]


def test_propose_rejection_keeps_rule_and_sentence(koray):
    case = make_case(Stage.IN_REVIEW)

    case = review.propose_rejection(case, code="NF-02", reason=SENTENCE, actor=koray)

    proposal = case.rejection_proposal
    assert (proposal.code, proposal.reason, proposal.proposed_by) == ("NF-02", SENTENCE, koray)
    assert case.stage == Stage.INELIGIBLE
    assert case.events.get().visible is False
    assert last_step() == "antrag.propose_rejection"


@pytest.mark.parametrize(
    ("code", "reason"), [("NF-99", SENTENCE), ("NF-02", "Passt nicht."), ("NF-02", " " * 60)]
)
def test_propose_rejection_without_rule_or_sentence_is_refused(koray, code, reason):
    case = make_case(Stage.IN_REVIEW)

    with pytest.raises(Refused):
        review.propose_rejection(case, code=code, reason=reason, actor=koray)


def test_propose_rejection_waits_for_the_answer_until_its_day(koray, clock):
    case = make_case(Stage.IN_REVIEW)
    review.ask(case, questions={Section.PLACE: "Wann?"}, due_on=IN_TEN_DAYS, actor=koray)

    with pytest.raises(Refused, match="läuft noch"):
        review.propose_rejection(case, code="NF-02", reason=SENTENCE, actor=koray)
    clock.set(dt.date(2026, 3, 13))
    case = review.propose_rejection(case, code="NF-02", reason=SENTENCE, actor=koray)

    assert case.stage == Stage.INELIGIBLE


def test_resume_review_drops_the_proposal(koray, samira):
    case = make_case(Stage.IN_REVIEW)
    review.propose_rejection(case, code="NF-02", reason=SENTENCE, actor=koray)

    case = review.resume_review(case, actor=samira)

    assert case.stage == Stage.IN_REVIEW
    assert not hasattr(Antrag.objects.get(pk=case.pk), "rejection_proposal")


def test_pass_to_jury_when_all_four_items_are_passed(koray):
    case = pass_all(make_case(Stage.IN_REVIEW), koray)

    case = review.pass_to_jury(case, actor=koray)

    assert case.stage == Stage.READY
    assert last_step() == "antrag.pass_to_jury"


@pytest.mark.parametrize("item", CheckItem)
@pytest.mark.parametrize("passed", [False, None])
def test_pass_to_jury_with_one_item_not_passed_is_refused(koray, item, passed):
    case = pass_all(make_case(Stage.IN_REVIEW), koray)
    review.check_items(case, {item: Answer(passed)}, actor=koray)

    with pytest.raises(Refused, match=item.label.rstrip(".")):
        review.pass_to_jury(case, actor=koray)


def test_check_items_keep_who_checked_what_did_not_change(koray, samira):
    case = pass_all(make_case(Stage.IN_REVIEW), koray)
    answers = {item: Answer(True) for item in CheckItem} | {
        CheckItem.PUBLIC: Answer(False, "nur für Mitglieder")
    }

    review.check_items(case, answers, actor=samira)

    assert dict(case.checks.values_list("code", "checked_by")) == {
        "region": koray.pk,
        "public": samira.pk,
        "not_begun": koray.pk,
        "cost_kinds": koray.pk,
    }
    assert AuditEntry.objects.order_by("seq").last().fields == ["public"]


def test_check_items_before_the_review_are_refused(koray):
    case = make_case(Stage.SUBMITTED)

    with pytest.raises(Refused):
        pass_all(case, koray)


def test_write_note_belongs_to_the_file(koray):
    case = make_case(Stage.READY)

    review.write_note(case, text=" Am Telefon: ruft Montag zurück. ", actor=koray)

    assert list(case.notes.values_list("author", "text")) == [
        (koray.pk, "Am Telefon: ruft Montag zurück.")
    ]
    assert last_step() == "antrag.write_note"


@pytest.mark.parametrize("who", ["renate", "petra", "kerstin", "sven"])
def test_write_note_by_others_is_refused(who, request):
    stranger = request.getfixturevalue(who)
    case = make_case(Stage.READY)

    with pytest.raises(Refused):
        review.write_note(case, text="Notiz", actor=stranger)

    assert case.notes.count() == 0


def test_change_region_moves_the_case_and_keeps_its_number(samira):
    case = make_case(Stage.IN_REVIEW)
    number = case.number
    moabit = Bezirksregion.objects.get(pk="012006")

    case = review.change_region(
        case,
        region=moabit,
        haushaltsjahr=case.haushaltsjahr,
        reason="Das Fest ist in der Turmstraße.",
        actor=samira,
    )

    assert (case.region, case.number) == (moabit, number)
    event = case.events.get()
    assert event.parameters["from"] == ["014009", 2026]
    assert event.parameters["to"] == ["012006", 2026]
    assert case.notes.get().text == "Das Fest ist in der Turmstraße."
    assert last_step() == "antrag.change_region"


@pytest.mark.parametrize("stage", [Stage.ON_AGENDA, Stage.VOTED, Stage.DRAFTED, Stage.SENT])
def test_change_region_after_the_jury_is_refused(samira, stage):
    case = make_case(stage)

    with pytest.raises(Refused):
        review.change_region(
            case,
            region=Bezirksregion.objects.get(pk="012006"),
            haushaltsjahr=case.haushaltsjahr,
            reason="Falscher Stadtteil.",
            actor=samira,
        )


def test_change_region_without_a_reason_is_refused(samira):
    case = make_case(Stage.IN_REVIEW)

    with pytest.raises(Refused):
        review.change_region(
            case,
            region=Bezirksregion.objects.get(pk="012006"),
            haushaltsjahr=case.haushaltsjahr,
            reason=" ",
            actor=samira,
        )

    assert Antrag.objects.get(pk=case.pk).region_id == "014009"


def test_bias_that_one_declares_oneself_hides_the_case(koray):
    case = make_case(Stage.IN_REVIEW)

    review.record_bias(case, person=koray, ground="Meine Schwester stellt den Antrag.", actor=koray)

    assert Antrag.objects.visible_to(koray).filter(pk=case.pk).exists() is False
    assert last_step() == "antrag.record_bias"


def test_bias_of_others_is_recorded_by_the_leitung_only(koray, samira, lothar):
    case = make_case(Stage.IN_REVIEW)

    with pytest.raises(Refused):
        review.record_bias(case, person=koray, ground="Freundin", actor=samira)
    review.record_bias(case, person=koray, ground="Freundin", actor=lothar)

    assert list(case.biases.values_list("user", "recorded_by")) == [(koray.pk, lothar.pk)]
