"""Ten clicks on one button: the requests are under way together, with the form's one key."""

import pytest
from django.test import Client

from portal import once
from portal.outbox.models import Message
from stadtteilkasse.antrag.models import Antrag, NumberCounter
from tests.antrag.journey import complete_draft
from tests.support.clients import client_for
from tests.support.racing import at_once

KEY = {once.FIELD: "k" * 43}


@pytest.fixture
def ten_clicks(real_db, aylin):
    """Sends a form of Aylin's ten times at once; where each answer leads."""
    cookies = client_for(aylin).cookies

    def click(path, **fields):
        def send(_):
            client = Client()
            client.cookies = cookies
            return client.post(path, KEY | fields).url

        return at_once(send, range(10))

    return click


def test_ten_clicks_on_send_are_one_application(ten_clicks, aylin):
    case = complete_draft(aylin)

    ends = ten_clicks(f"/antrag/{case.public_id}/pruefen/", version=case.version)

    assert ends == [f"/antrag/{case.public_id}/gesendet/"] * 10
    assert NumberCounter.objects.get().last == 1
    assert case.events.filter(step="submit").count() == 1
    assert Message.objects.filter(kind="antrag.received").count() == 1


def test_ten_clicks_on_begin_are_one_draft(ten_clicks):
    ends = ten_clicks("/antrag/neu/")

    case = Antrag.objects.get()
    assert ends == [f"/antrag/{case.public_id}/ort/"] * 10


def test_ten_clicks_without_the_key_are_ten_drafts(ten_clicks, monkeypatch):
    """The control: the key is what makes one of ten."""
    monkeypatch.setattr(once, "_spend", lambda key: None)

    ten_clicks("/antrag/neu/")

    assert Antrag.objects.count() == 10
