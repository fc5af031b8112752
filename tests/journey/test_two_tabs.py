"""Two tabs, two people, the back button: nobody's words vanish without a sentence."""

import pytest

from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.bescheid import services
from tests.antrag.journey import ANSWERS, complete_draft, page
from tests.bescheid.test_pages import path, sent_form
from tests.support.cases import make_case
from tests.support.clients import client_for
from tests.support.letters import REASON, make_draft, make_voted_case

pytestmark = pytest.mark.django_db

MINE = f"{REASON} Und das hier habe ich im zweiten Fenster geschrieben."
ONE_KEY = {"einmal": "k" * 43}


@pytest.fixture
def voted_case(aylin, koray):
    return make_voted_case(applicant=aylin, voted_by=koray)


@pytest.fixture
def draft(voted_case, samira):
    return make_draft(voted_case, by=samira)


def test_second_draft_of_a_letter_keeps_its_words_and_shows_the_first(voted_case, samira):
    client, address = client_for(samira), f"/arbeit/bescheide/neu/{voted_case.public_id}/"
    opened_in_two_tabs = sent_form(voted_case)
    client.post(address, opened_in_two_tabs)

    stale = client.post(address, opened_in_two_tabs | {"reason": MINE})
    voted_case.refresh_from_db()
    again = client.post(address, sent_form(voted_case, reason=MINE))

    for answer in (stale, again):
        assert answer.status_code == 422
        assert MINE in answer.content.decode()
        assert answer.context["standing"].reason == REASON
    assert "schon einen Entwurf" in again.content.decode()
    assert voted_case.bescheide.get().reason == REASON


def test_stale_change_of_a_letter_shows_both_texts(draft, samira):
    client, opened = client_for(samira), sent_form(draft)
    client.post(path(draft, "bearbeiten/"), opened | {"reason": f"{REASON} Aus dem ersten."})

    answer = client.post(path(draft, "bearbeiten/"), opened | {"reason": MINE})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert MINE in text
    assert f"{REASON} Aus dem ersten." in text


def test_change_of_a_letter_that_was_released_meanwhile_gets_a_sentence(draft, samira, lothar):
    services.release_bescheid(draft, actor=lothar)

    answer = client_for(samira).post(path(draft, "bearbeiten/"), sent_form(draft, reason=MINE))

    assert answer.status_code == 422
    assert "schon freigegeben" in answer.content.decode() or "inzwischen" in answer.content.decode()
    assert MINE in answer.content.decode()
    assert client_for(samira).get(path(draft, "bearbeiten/")).url == path(draft)


@pytest.mark.parametrize("action", ["freigeben/", "zurueckgeben/", "verwerfen/"])
def test_step_on_a_letter_that_was_released_meanwhile_gets_a_sentence(
    draft, samira, lothar, action
):
    opened = {"version": draft.version, "reason": "Bitte genauer."}
    services.release_bescheid(draft, actor=lothar)
    who = samira if action == "verwerfen/" else lothar

    answer = client_for(who).post(path(draft, action), opened)

    assert answer.status_code == 422
    assert "inzwischen geändert" in answer.content.decode()
    assert answer.context["bescheid"].state == "released"


def test_form_changed_after_the_back_button_is_sent_anew(koray):
    """The browser shows the old form with its old key; only the very same words are a repeat."""
    client, case = client_for(koray), make_case(Stage.IN_REVIEW)
    address = f"/arbeit/antraege/{case.public_id}/notiz/"

    client.post(address, ONE_KEY | {"text": "Ruft Montag an."})
    client.post(address, ONE_KEY | {"text": "Ruft Montag an."})
    client.post(address, ONE_KEY | {"text": "Ruft Montag oder Dienstag an."})

    assert sorted(case.notes.values_list("text", flat=True)) == [
        "Ruft Montag an.",
        "Ruft Montag oder Dienstag an.",
    ]


def test_answers_changed_after_the_back_button_are_not_dropped(aylin):
    client, case = client_for(aylin), complete_draft(aylin)
    opened = ANSWERS["aktion"] | ONE_KEY | {"version": case.version}
    client.post(page(case, "aktion"), opened | {"title": "Fest im Hof"})

    answer = client.post(page(case, "aktion"), opened | {"title": "Fest auf dem Platz"})

    assert answer.status_code == 422
    assert "inzwischen geändert" in answer.content.decode()
    assert answer.context["form"]["title"].value() == "Fest auf dem Platz"


def test_application_sent_and_gone_back_from_is_not_sent_again(aylin):
    client, case = client_for(aylin), complete_draft(aylin)
    opened = {"version": case.version}
    client.post(page(case, "pruefen"), opened | ONE_KEY)

    again = client.post(page(case, "pruefen"), opened)
    edited = client.post(page(case, "aktion"), ANSWERS["aktion"] | {"title": "Anders"})

    case.refresh_from_db()
    assert again.url == page(case, "gesendet")
    assert edited.url == f"/meine-antraege/{case.public_id}/"
    assert (case.events.count(), case.title) == (1, ANSWERS["aktion"]["title"])
