import datetime as dt
from decimal import Decimal

import pytest

from portal.audit.models import AuditEntry
from portal.errors import Refused, Stale
from regions.models import Bezirksregion
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, Channel
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.antrag.services import draft, submit
from stadtteilkasse.antrag.services.answer import answer_corrections, withdraw, withdraw_for
from stadtteilkasse.haushalt import services as haushalt
from stadtteilkasse.haushalt.queries import money
from tests.antrag.journey import complete_draft
from tests.support.cases import make_case


@pytest.fixture
def returned(aylin, koray):
    """A complete case of Aylin's with an open question about place and time."""
    case = submit.submit(complete_draft(aylin), actor=aylin)
    Antrag.objects.filter(pk=case.pk).update(stage=Stage.RETURNED)
    case.corrections.create(
        section=Section.PLACE, reason="Welcher Tag?", due_on=dt.date(2026, 3, 12), asked_by=koray
    )
    case.refresh_from_db()
    return case


def test_answer_goes_back_into_the_review(returned, aylin):
    case = answer_corrections(returned, actor=aylin)

    assert case.stage == Stage.IN_REVIEW
    assert case.due_on == dt.date(2026, 3, 9)
    assert not case.corrections.filter(answered_at=None).exists()
    assert case.events.first().parameters == {"sections": ["place"]}
    assert AuditEntry.objects.order_by("seq").last().step == "antrag.answer"


def test_answer_with_something_missing_is_refused(returned, aylin):
    draft.save_answers(returned, {"starts_on": None}, section=Section.PLACE, actor=aylin)

    with pytest.raises(Refused):
        answer_corrections(returned, actor=aylin)

    assert Antrag.objects.get(pk=returned.pk).stage == Stage.RETURNED


def test_answer_of_a_stranger_is_refused(returned, sven):
    with pytest.raises(Refused):
        answer_corrections(returned, actor=sven)

    assert returned.corrections.get().answered_at is None


def test_withdrawing_frees_what_was_reserved(aylin, koray):
    case = make_case(Stage.VOTED, applicant=aylin)
    haushalt.reserve(case, Decimal("350.00"), actor=koray)

    case = withdraw(case, actor=aylin)

    assert case.stage == Stage.WITHDRAWN
    assert money(case.region, 2026).reserved == 0
    last_two = AuditEntry.objects.order_by("-seq").values_list("step", flat=True)[:2]
    assert list(last_two) == ["reservation.released", "antrag.withdraw"]


@pytest.mark.parametrize("stage", [Stage.RELEASED, Stage.ANNOUNCED, Stage.WITHDRAWN])
def test_withdrawing_is_refused_once_a_letter_is_out(aylin, stage):
    case = make_case(stage, applicant=aylin)

    with pytest.raises(Refused):
        withdraw(case, actor=aylin)

    assert Antrag.objects.get(pk=case.pk).stage == stage


def test_withdrawing_an_old_version_is_stale(aylin):
    case = make_case(applicant=aylin)

    with pytest.raises(Stale):
        withdraw(case, actor=aylin, expected_version=case.version - 1)


def test_office_cannot_withdraw_for_somebody(aylin, koray):
    case = make_case(applicant=aylin)

    with pytest.raises(Refused):
        withdraw(case, actor=koray)


@pytest.mark.parametrize("region_id", [None, "012006"])
def test_answer_about_the_place_leaves_the_case_in_its_region(returned, aylin, region_id):
    elsewhere = {
        "place_street": "Turmstraße",
        "region": region_id and Bezirksregion.objects.get(pk=region_id),
        "planungsraum": None,
    }

    draft.save_answers(returned, elsewhere, section=Section.PLACE, actor=aylin)

    returned.refresh_from_db()
    assert (returned.place_street, returned.region_id) == ("Turmstraße", "014009")


# For somebody without an account


@pytest.fixture
def typed(returned, koray):
    """The same case, of somebody without an account, typed by Koray after a call."""
    returned.participants.all().delete()
    typed = {"channel": Channel.CALL, "entered_by": koray, "delivery": "post"}
    Antrag.objects.filter(pk=returned.pk).update(**typed)
    return Antrag.objects.get(pk=returned.pk)


def test_office_answers_for_who_has_no_account(typed, samira):
    draft.save_answers(
        typed, {"starts_on": dt.date(2026, 7, 1)}, section=Section.PLACE, actor=samira
    )

    case = answer_corrections(typed, actor=samira)

    assert (case.stage, case.starts_on) == (Stage.IN_REVIEW, dt.date(2026, 7, 1))
    event = case.events.first()
    assert (event.actor, event.parameters) == (samira, {"sections": ["place"], "by_office": True})
    written = AuditEntry.objects.order_by("-seq")[:2]
    assert [(entry.step, entry.actor) for entry in written] == [
        ("antrag.answer", samira.public_id),
        ("antrag.saved", samira.public_id),
    ]


def test_office_does_not_answer_for_who_has_an_account(returned, koray):
    with pytest.raises(Refused):
        answer_corrections(returned, actor=koray)
    with pytest.raises(Refused):
        draft.save_answers(returned, {"title": "x"}, section=Section.PLACE, actor=koray)

    assert returned.corrections.get().answered_at is None


def test_answer_is_refused_while_the_letter_cannot_reach_the_person(typed, koray):
    Antrag.objects.filter(pk=typed.pk).update(delivery="portal")

    with pytest.raises(Refused, match="per Post"):
        answer_corrections(typed, actor=koray)


def test_another_office_writes_nothing_in_a_typed_case(typed, kerstin):
    with pytest.raises(Refused):
        draft.save_answers(typed, {"place_text": "x"}, section=Section.PLACE, actor=kerstin)


def test_who_typed_and_left_the_office_writes_nothing_any_more(typed, koray, sven):
    Antrag.objects.filter(pk=typed.pk).update(entered_by=sven)

    with pytest.raises(Refused):
        draft.save_answers(typed, {"place_text": "x"}, section=Section.PLACE, actor=sven)


SAID = {"said_on": dt.date(2026, 3, 2), "channel": "call"}


def test_office_writes_down_a_withdrawal_and_frees_the_money(koray):
    case = make_case(Stage.VOTED)
    haushalt.reserve(case, Decimal("350.00"), actor=koray)

    case = withdraw_for(case, **SAID, actor=koray)

    assert case.stage == Stage.WITHDRAWN
    assert money(case.region, 2026).reserved == 0
    event = case.events.first()
    assert (event.step, event.actor) == ("withdraw_for", koray)
    assert event.parameters == {"said_on": "2026-03-02", "channel": "call"}
    last_two = AuditEntry.objects.order_by("-seq").values_list("step", flat=True)[:2]
    assert list(last_two) == ["reservation.released", "antrag.withdraw_for"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"said_on": dt.date(2026, 3, 3)},
        {"said_on": dt.date(2026, 3, 1)},
        {"channel": "online"},
        {"channel": "rumour"},
    ],
)
def test_withdrawal_needs_a_possible_day_and_a_way(koray, wrong):
    case = make_case()

    with pytest.raises(Refused):
        withdraw_for(case, **SAID | wrong, actor=koray)

    assert Antrag.objects.get(pk=case.pk).stage == Stage.SUBMITTED


def test_withdrawal_of_who_has_an_account_is_theirs(aylin, koray):
    case = make_case(applicant=aylin)

    with pytest.raises(Refused, match="Konto"):
        withdraw_for(case, **SAID, actor=koray)


@pytest.mark.parametrize("stage", [Stage.RELEASED, Stage.ANNOUNCED, Stage.WITHDRAWN])
def test_withdrawal_for_somebody_is_refused_once_a_letter_is_out(koray, stage):
    case = make_case(stage)

    with pytest.raises(Refused):
        withdraw_for(case, **SAID, actor=koray)


def test_withdrawal_by_another_office_is_refused(kerstin, lothar):
    case = make_case()

    for stranger in (kerstin, lothar):
        with pytest.raises(Refused):
            withdraw_for(case, **SAID, actor=stranger)
