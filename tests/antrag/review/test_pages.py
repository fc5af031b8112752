"""The pages on which staff act on a case. Each: works, refuses GET, 404, changes nothing, audit."""

import datetime as dt

import pytest

from portal.audit.models import AuditEntry
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from tests.support.cases import make_case

SENTENCE = "Das Fest ist nur für die Hausgemeinschaft, nicht für die Nachbarschaft."
ALL_PASSED = {"region": "yes", "public": "yes", "not_begun": "yes", "cost_kinds": "yes"}

# address, stage before, what is sent, stage after, step of the audit entry
CLICKS = [
    ("pruefung-beginnen/", Stage.SUBMITTED, Stage.IN_REVIEW, "antrag.take_up"),
    ("pruefung-wieder-aufnehmen/", Stage.READY, Stage.IN_REVIEW, "antrag.resume_review"),
]
FORMS = [
    ("pruefung/", Stage.IN_REVIEW, ALL_PASSED, Stage.IN_REVIEW, "antrag.check_items"),
    (
        "rueckfrage/",
        Stage.IN_REVIEW,
        {"place": "An welchem Tag?", "due_on": "2026-03-12"},
        Stage.RETURNED,
        "antrag.ask",
    ),
    (
        "ablehnung/",
        Stage.IN_REVIEW,
        {"code": "NF-02", "reason": SENTENCE},
        Stage.INELIGIBLE,
        "antrag.propose_rejection",
    ),
    ("notiz/", Stage.READY, {"text": "Ruft Montag an."}, Stage.READY, "antrag.write_note"),
    (
        "befangenheit/",
        Stage.IN_REVIEW,
        {"ground": "Meine Schwester."},
        Stage.IN_REVIEW,
        "antrag.record_bias",
    ),
]
PATHS = [click[0] for click in CLICKS] + [form[0] for form in FORMS] + ["zur-jury/", "stadtteil/"]


@pytest.fixture
def at_desk(koray, client_for):
    return client_for(koray)


def url(case, path):
    return f"/arbeit/antraege/{case.public_id}/{path}"


def send(client, case, path, **data):
    return client.post(url(case, path), {"version": case.version, "stage": case.stage} | data)


def stage_of(case):
    return Antrag.objects.get(pk=case.pk).stage


def last_step():
    entry = AuditEntry.objects.order_by("seq").last()
    return entry and entry.step


@pytest.mark.parametrize(("path", "before", "after", "step"), CLICKS)
def test_click_takes_the_step(at_desk, path, before, after, step):
    case = make_case(before)

    response = send(at_desk, case, path)

    assert response.status_code == 302
    assert response.url == url(case, "")
    assert stage_of(case) == after
    assert last_step() == step


@pytest.mark.parametrize("path", ["pruefung-beginnen/", "pruefung-wieder-aufnehmen/", "zur-jury/"])
def test_click_refuses_get(at_desk, path):
    assert at_desk.get(url(make_case(), path)).status_code == 405


@pytest.mark.parametrize(("path", "before", "data", "after", "step"), FORMS)
def test_form_acts(at_desk, path, before, data, after, step):
    case = make_case(before)

    response = send(at_desk, case, path, **data)

    assert response.status_code == 302
    assert stage_of(case) == after
    assert last_step() == step


@pytest.mark.parametrize(("path", "before"), [(form[0], form[1]) for form in FORMS])
def test_form_is_shown(at_desk, path, before):
    assert at_desk.get(url(make_case(before), path)).status_code == 200


@pytest.mark.parametrize(("path", "before"), [("rueckfrage/", "ready"), ("ablehnung/", "voted")])
def test_form_of_a_step_that_is_not_possible_leads_back(at_desk, path, before):
    case = make_case(before)

    response = at_desk.get(url(case, path))

    assert (response.status_code, response.url) == (302, url(case, ""))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["kerstin", "renate", "petra", "timo", "sven", "aylin"])
def test_page_is_not_there_for_others(path, who, request, client_for):
    client = client_for(request.getfixturevalue(who))
    case = make_case(Stage.IN_REVIEW)

    assert send(client, case, path).status_code == 404
    assert stage_of(case) == Stage.IN_REVIEW


@pytest.mark.parametrize("path", PATHS)
def test_page_asks_the_anonymous_to_log_in(db, client, path):
    response = send(client, make_case(), path)

    assert response.status_code == 302
    assert response.url.startswith("/arbeit/anmelden/")


@pytest.mark.parametrize(
    ("path", "data"),
    [("pruefung-beginnen/", {}), ("pruefung-wieder-aufnehmen/", {}), ("zur-jury/", {})]
    + [(form[0], form[2]) for form in FORMS if form[0] not in ("notiz/", "befangenheit/")],
)
def test_page_in_the_wrong_stage_changes_nothing(at_desk, path, data):
    case = make_case(Stage.VOTED)
    before = last_step()

    response = send(at_desk, case, path, **data)

    assert response.status_code == 422
    assert stage_of(case) == Stage.VOTED
    assert last_step() == before


@pytest.mark.parametrize(("path", "before", "data", "after", "step"), FORMS)
def test_empty_form_gets_sentences_and_changes_nothing(at_desk, path, before, data, after, step):
    case = make_case(before)

    response = send(at_desk, case, path)

    if path == "pruefung/":
        assert response.status_code == 302
        return
    assert response.status_code == 422
    assert "data-error-summary" in response.content.decode()
    assert stage_of(case) == before


def test_pass_to_jury_after_the_check(at_desk):
    case = make_case(Stage.IN_REVIEW)
    send(at_desk, case, "pruefung/", **ALL_PASSED)
    case.refresh_from_db()

    send(at_desk, case, "zur-jury/")

    assert stage_of(case) == Stage.READY


def test_pass_to_jury_before_the_check_says_what_is_open(at_desk):
    case = make_case(Stage.IN_REVIEW)

    response = send(at_desk, case, "zur-jury/")

    assert response.status_code == 422
    assert "In der Prüfung ist noch offen" in response.content.decode()


def test_change_region_leads_to_the_list_of_who_does_not_see_it_any_more(at_desk):
    case = make_case(Stage.IN_REVIEW)
    data = {
        "region": "012006",
        "haushaltsjahr": case.haushaltsjahr_id,
        "reason": "Das Fest ist in der Turmstraße.",
    }

    response = send(at_desk, case, "stadtteil/", **data)

    assert (response.status_code, response.url) == (302, "/arbeit/antraege/")
    assert Antrag.objects.get(pk=case.pk).region_id == "012006"


def test_stale_click_shows_both_states(at_desk, samira, client_for):
    case = make_case()
    send(client_for(samira), case, "pruefung-beginnen/")

    response = send(at_desk, case, "pruefung-beginnen/")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Sie sahen den Antrag im Stand: <strong>eingegangen</strong>" in page
    assert "Jetzt ist er im Stand: <strong>in Prüfung</strong>" in page
    assert "von Samira Haddad" in page


def test_stale_form_keeps_what_was_typed(at_desk, samira, client_for):
    case = make_case(Stage.IN_REVIEW)
    send(client_for(samira), case, "pruefung/", **ALL_PASSED)

    response = send(at_desk, case, "rueckfrage/", place="An welchem Tag?", due_on="2026-03-12")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Jemand anderes war schneller" in page
    assert "An welchem Tag?" in page
    assert '<input type="hidden" name="version" value="2">' in page


def test_second_click_of_the_same_form_does_nothing(at_desk):
    case = make_case(Stage.READY)
    data = {"text": "Ruft Montag an.", "einmal": "k" * 43}

    send(at_desk, case, "notiz/", **data)
    response = send(at_desk, case, "notiz/", **data)

    assert response.status_code == 302
    assert case.notes.count() == 1


def test_question_needs_the_days_of_the_richtlinie(at_desk):
    case = make_case(Stage.IN_REVIEW)
    too_soon = dt.date(2026, 3, 11).isoformat()

    response = send(at_desk, case, "rueckfrage/", place="Wann?", due_on=too_soon)

    assert "Bitte lassen Sie mindestens 10 Tage Zeit" in response.content.decode()
