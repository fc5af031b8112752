import datetime as dt
from decimal import Decimal

import pytest

from portal.audit.models import AuditEntry
from portal.errors import Refused, Stale
from regions.models import Bezirksregion
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.antrag.services import draft, submit
from stadtteilkasse.antrag.services.answer import answer_corrections, withdraw
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
