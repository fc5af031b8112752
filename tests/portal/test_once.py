"""A one-time key leads back only whom it belongs to."""

from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from tests.support.cases import make_case

NOTE = {"text": "Ruft Montag an.", "einmal": "k" * 43}


def note_url(case):
    return f"/arbeit/antraege/{case.public_id}/notiz/"


def test_key_of_somebody_else_is_a_fresh_one(koray, samira, client_for):
    case = make_case(Stage.IN_REVIEW)

    client_for(koray).post(note_url(case), NOTE)
    client_for(samira).post(note_url(case), NOTE)

    assert case.notes.count() == 2


def test_key_used_at_another_address_does_not_lead_there(koray, client_for):
    client = client_for(koray)
    first, second = make_case(Stage.IN_REVIEW), make_case(Stage.IN_REVIEW)

    client.post(note_url(first), NOTE)
    answer = client.post(note_url(second), NOTE)

    assert answer.url == f"/arbeit/antraege/{second.public_id}/"
    assert (first.notes.count(), second.notes.count()) == (1, 1)


def test_key_of_the_same_form_is_spent_once(koray, client_for):
    client, case = client_for(koray), make_case(Stage.IN_REVIEW)

    answers = [client.post(note_url(case), NOTE) for _ in range(2)]

    assert {answer.url for answer in answers} == {f"/arbeit/antraege/{case.public_id}/"}
    assert (case.notes.count(), Antrag.objects.count()) == (1, 1)
