"""Pages: the office writes down what somebody without an account answers or takes back."""

import datetime as dt

import pytest

from portal.access import SECOND_FACTOR
from portal.audit.models import AuditEntry
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, Befangenheit, Channel
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.antrag.services import review
from stadtteilkasse.antrag.services.submit import submit
from tests.antrag.journey import ANSWERS, complete_draft, page
from tests.support.cases import make_case


@pytest.fixture
def typed(koray):
    """Typed by Koray after a call, sent, taken up, and asked back about place and time."""
    case = complete_draft(None)
    typed = {"channel": Channel.CALL, "entered_by": koray, "delivery": "post"}
    Antrag.objects.filter(pk=case.pk).update(**typed)
    case = submit(Antrag.objects.get(pk=case.pk), actor=koray, channel="call", entered_by=koray)
    case = review.take_up(case, actor=koray)
    return review.ask(
        case,
        questions={Section.PLACE: "Welcher Tag?"},
        due_on=dt.date(2026, 3, 20),
        actor=koray,
    )


def office(case, path=""):
    return f"/arbeit/antraege/{case.public_id}/{path}"


def hrefs(response):
    return {button.label: button.href for button in response.context["buttons"]}


@pytest.mark.parametrize("who", ["koray", "samira"])
def test_office_answers_page_by_page(typed, client_for, request, who):
    client = client_for(request.getfixturevalue(who))
    start = hrefs(client.get(office(typed)))["Antwort eintragen"]
    asked = client.get(start)
    assert "Welcher Tag?" in asked.content.decode()
    assert [part["href"] for part in asked.context["questions"][0]["pages"]] == [
        page(typed, "ort"),
        page(typed, "termin"),
    ]

    saved = client.post(page(typed, "termin"), ANSWERS["termin"] | {"starts_on": "2026-07-01"})
    done = client.post(start)

    typed.refresh_from_db()
    assert (saved.url, done.url) == (start, office(typed))
    assert (typed.stage, typed.starts_on) == (Stage.IN_REVIEW, dt.date(2026, 7, 1))
    assert "Antwort eingetragen: Wo und wann" in client.get(office(typed)).content.decode()
    assert AuditEntry.objects.order_by("seq").last().step == "antrag.answer"


def test_what_was_not_asked_leads_back_to_the_case(typed, koray, client_for):
    client = client_for(koray)

    assert client.get(page(typed, "aktion")).url == office(typed)
    Antrag.objects.filter(pk=typed.pk).update(stage=Stage.IN_REVIEW)
    assert client.get(page(typed, "antworten")).url == office(typed)


@pytest.mark.parametrize("who", ["kerstin", "lothar", "renate", "aylin", "sven"])
@pytest.mark.parametrize("slug", ["antworten", "termin"])
def test_answer_of_a_typed_case_is_its_offices_alone(typed, client_for, request, who, slug):
    client = client_for(request.getfixturevalue(who))

    assert client.get(page(typed, slug)).status_code == 404
    assert client.post(page(typed, slug), ANSWERS["termin"]).status_code == 404


def test_answer_needs_the_second_factor(typed, koray, client_for):
    client = client_for(koray)
    session = client.session
    del session[SECOND_FACTOR]
    session.save()

    assert client.get(page(typed, "antworten")).status_code == 404


def test_answer_is_not_for_who_stands_aside(typed, koray, samira, client_for):
    Befangenheit.objects.create(antrag=typed, user=samira, ground="x", recorded_by=koray)

    assert client_for(samira).get(page(typed, "antworten")).status_code == 404


def test_withdrawing_for_somebody_asks_first(koray, client_for):
    case, client = make_case(), client_for(koray)
    address = hrefs(client.get(office(case)))["Zurückziehen eintragen"]
    assert client.get(address).status_code == 200

    refused = client.post(address, {"version": case.version})
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["said_on", "channel"]
    case.refresh_from_db()
    assert case.stage == Stage.SUBMITTED

    said = {"version": case.version, "said_on": "2026-03-02", "channel": "paper"}
    assert client.post(address, said).url == office(case)

    case.refresh_from_db()
    assert case.stage == Stage.WITHDRAWN
    told = client.get(office(case)).content.decode()
    assert "Antrag zurückgezogen, gesagt am 02.03.2026 auf Papier" in told
    assert AuditEntry.objects.order_by("seq").last().step == "antrag.withdraw_for"


def test_who_has_an_account_answers_and_withdraws_there(aylin, koray, client_for):
    case, client = make_case(Stage.RETURNED, applicant=aylin), client_for(koray)

    assert list(hrefs(client.get(office(case)))) == ["Ablehnung vorschlagen"]
    assert client.get(page(case, "antworten")).status_code == 404
    assert client.get(office(case, "zurueckziehen/")).status_code == 404
    assert client.post(office(case, "zurueckziehen/")).status_code == 404


def test_who_only_looks_gets_no_buttons(renate, client_for):
    assert hrefs(client_for(renate).get(office(make_case(Stage.RETURNED)))) == {}
