"""What a person is told about her case: status, timeline, dates."""

import datetime as dt

import pytest

from portal.calendar import add_workdays
from stadtteilkasse.antrag.domain import STEPS, Stage
from stadtteilkasse.antrag.models import Ereignis
from stadtteilkasse.antrag.queries.outlook import outlook
from stadtteilkasse.antrag.status import may_buy_nothing_yet, status_of
from stadtteilkasse.antrag.timeline import SENTENCES, sentences
from stadtteilkasse.haushalt.queries import current_richtlinie
from tests.support.cases import make_case, make_sitzung

DAY = dt.date(2026, 3, 12)


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_a_sentence(stage):
    status = status_of(stage, due_on=DAY, sitzung_on=DAY)

    assert status.title.endswith(".")


@pytest.mark.parametrize("stage", [Stage.INELIGIBLE, Stage.DRAFTED, Stage.VOTED])
def test_what_staff_prepare_does_not_show(stage):
    status = status_of(stage, due_on=None, sitzung_on=None)

    for word in ("Ablehnung", "Entwurf", "abgelehnt", "bewilligt", "Bescheid"):
        assert word not in f"{status.title} {status.next_step}"


def test_dates_stand_in_the_next_step():
    asked = status_of(Stage.RETURNED, due_on=DAY, sitzung_on=None)
    ready = status_of(Stage.READY, due_on=None, sitzung_on=DAY)

    assert asked.next_step == "Bitte antworten Sie bis zum 12. März 2026."
    assert ready.next_step == "Die Jury spricht am 12. März 2026 darüber."


def test_nothing_is_bought_before_the_letter():
    assert may_buy_nothing_yet(Stage.VOTED)
    assert not may_buy_nothing_yet(Stage.ANNOUNCED)


def test_every_step_that_shows_has_a_sentence():
    shown = {name for name, step in STEPS.items() if step.visible}

    # A retrieval that lapsed is told by the letter's own notice.
    assert shown - SENTENCES.keys() == {"retrieval_lapsed"}


def test_timeline_is_newest_first_and_hides_what_is_not_hers(aylin):
    case = make_case(applicant=aylin)
    Ereignis.objects.create(antrag=case, step="submit", parameters={"channel": "online"})
    Ereignis.objects.create(antrag=case, step="propose_rejection", visible=False)
    Ereignis.objects.create(antrag=case, step="ask", parameters={"sections": ["place", "costs"]})

    told = [row["text"] for row in sentences(case.events.filter(visible=True))]

    assert told == ["Wir haben eine Frage zu: Wo und wann, Kosten.", "Ihr Antrag ist da."]


def test_outlook_names_the_next_sitzung_that_takes_applications(aylin):
    case = make_case(applicant=aylin)
    make_sitzung(in_days=3, application_deadline=dt.date(2026, 3, 1))
    make_sitzung(in_days=10)
    richtlinie = current_richtlinie(case.region, dt.date(2026, 3, 2))

    expected = outlook(case.region, richtlinie, dt.date(2026, 3, 2))

    assert expected.checked_by == dt.date(2026, 3, 9)
    assert expected.sitzung_on == DAY
    assert expected.letter_by == add_workdays(DAY, richtlinie.letter_workdays)
    assert expected.first_start > expected.letter_by


def test_without_a_sitzung_only_the_check_has_a_day(aylin):
    case = make_case(applicant=aylin)

    expected = outlook(case.region, case.richtlinie, dt.date(2026, 3, 2))

    assert (expected.sitzung_on, expected.letter_by, expected.first_start) == (None, None, None)
