"""The session ends in the middle of a page: back to that page, and the words are given back."""

import pytest
from django.test import Client

from stadtteilkasse.antrag.domain import Stage
from tests.antrag.journey import ANSWERS, DESCRIPTION, complete_draft, page
from tests.support.cases import make_case
from tests.support.clients import client_for

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
NOTE = "Ruft am Montag noch einmal an,\nwegen der Bänke."


@pytest.fixture
def case(koray):
    return make_case(Stage.IN_REVIEW)


@pytest.fixture
def case_page(case):
    return f"/arbeit/antraege/{case.public_id}/"


def test_click_leads_back_to_the_page_with_the_button(case_page):
    """Not to the address of the click, which takes no GET."""
    answer = Client().post(f"{case_page}pruefung-beginnen/", headers={"Referer": HERE + case_page})

    assert answer.url == f"/arbeit/anmelden/?next={case_page}"


def test_note_is_given_back(case, case_page):
    answer = Client().post(
        f"{case_page}notiz/", {"text": NOTE}, headers={"Referer": f"{HERE}{case_page}?von=liste"}
    )

    text = answer.content.decode()
    assert answer.status_code == 403
    assert answer.context["words"] == [NOTE]
    assert "wegen der Bänke." in text
    assert f"/arbeit/anmelden/?next=%2Farbeit%2Fantraege%2F{case.public_id}%2F%3Fvon" in text


def test_draft_of_a_person_who_is_logged_out_is_given_back(aylin):
    case = complete_draft(aylin)
    address = page(case, "aktion")

    answer = Client().post(address, ANSWERS["aktion"], headers={"Referer": HERE + address})

    assert answer.status_code == 404
    assert DESCRIPTION in answer.context["words"]
    assert answer.context["login_url"].startswith("/anmelden/?next=")


def test_somebody_elses_draft_stays_unknown(aylin, sven):
    case = complete_draft(aylin)
    address = page(case, "aktion")

    answer = client_for(sven).post(address, ANSWERS["aktion"], headers={"Referer": HERE + address})

    assert answer.status_code == 404
    assert DESCRIPTION not in answer.content.decode()


def test_words_from_another_site_are_not_shown(case_page):
    answer = Client().post(
        f"{case_page}notiz/", {"text": NOTE}, headers={"Referer": "https://evil.example/"}
    )

    assert answer.url == f"/arbeit/anmelden/?next={case_page}notiz/"


def test_words_are_shown_as_text(case_page):
    answer = Client().post(
        f"{case_page}notiz/",
        {"text": "<script> alert(1)</script>"},
        headers={"Referer": HERE + case_page},
    )

    assert "<script> alert" not in answer.content.decode()


def test_passwords_are_not_shown(case_page):
    answer = Client().post(
        f"{case_page}notiz/",
        {"new_password1": "ein ganzer Satz"},
        headers={"Referer": HERE + case_page},
    )

    assert answer.status_code == 302


def test_login_in_another_tab_loses_no_words(aylin):
    """A login makes the keys of all open forms invalid."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(aylin)
    address = page(complete_draft(aylin), "aktion")

    answer = client.post(address, ANSWERS["aktion"], headers={"Referer": HERE + address})

    assert answer.status_code == 403
    assert DESCRIPTION in answer.content.decode()


@pytest.mark.parametrize("path", ["/arbeit/", "/arbeit/antraege/", "/arbeit/haushalt/2026/"])
def test_browser_keeps_nothing_from_behind_the_login(samira, path):
    assert "no-store" in client_for(samira).get(path)["Cache-Control"]


def test_last_day_in_office_is_the_last_click(koray, case, case_page, clock):
    client = client_for(koray)
    koray.assignments.update(valid_until="2026-03-02")
    assert client.get(case_page).status_code == 200

    clock.set(clock.today().replace(day=3))

    assert client.get(case_page).status_code == 404
    assert client.post(f"{case_page}notiz/", {"text": NOTE}).status_code == 404
    assert case.notes.count() == 0
