"""The office types for somebody who called, came or wrote."""

import datetime as dt

import pytest

from portal.audit.models import AuditEntry
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, Channel
from tests.antrag.journey import complete_draft, page
from tests.support.clients import client_for

pytestmark = pytest.mark.django_db

SENDING = {"received_on": "2026-02-27", "confirmed": "on"}


@pytest.fixture
def typed(koray):
    """Koray's client and a complete draft that he typed after a call."""
    case = complete_draft(None)
    entered = {"entered_by": koray, "channel": Channel.CALL, "delivery": "post"}
    Antrag.objects.filter(pk=case.pk).update(**entered)
    return client_for(koray), case


def test_list_of_cases_leads_there_whoever_may_type(koray, renate):
    assert 'href="/arbeit/antraege/neu/"' in list_for(koray)
    assert 'href="/arbeit/antraege/neu/"' not in list_for(renate)


def list_for(user):
    return client_for(user).get("/arbeit/antraege/").content.decode()


def test_intake_begins_a_draft_and_goes_on_with_its_pages(koray):
    client = client_for(koray)

    response = client.post("/arbeit/antraege/neu/", {"region": "014009", "channel": "call"})

    case = Antrag.objects.get()
    assert response.url == page(case, "ort")
    assert client.get(response.url).status_code == 200
    assert (case.entered_by, case.channel) == (koray, Channel.CALL)
    assert AuditEntry.objects.order_by("seq").last().step == "antrag.begun_by_office"


def test_intake_for_another_stadtteil_is_refused(koray):
    response = client_for(koray).post(
        "/arbeit/antraege/neu/", {"region": "012006", "channel": "call"}
    )

    assert response.status_code == 422
    assert not Antrag.objects.exists()


def test_typed_draft_is_the_typists_alone(typed, kerstin, aylin):
    _, case = typed

    for stranger in (kerstin, aylin):
        assert client_for(stranger).get(page(case, "aktion")).status_code == 404


def test_sending_asks_for_the_day_and_the_confirmation(typed):
    client, case = typed

    response = client.post(page(case, "pruefen"), {"received_on": "2026-03-03"})

    case.refresh_from_db()
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["received_on", "confirmed"]
    assert case.stage == Stage.DRAFT


def test_sending_keeps_who_typed_and_when_it_came(typed, koray):
    client, case = typed

    response = client.post(page(case, "pruefen"), SENDING)

    case.refresh_from_db()
    assert response.url == f"/arbeit/antraege/{case.public_id}/"
    assert (case.received_on, case.entered_by) == (dt.date(2026, 2, 27), koray)
    assert case.number == "STK-PV-2026-001"
