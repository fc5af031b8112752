import re
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.test import Client

from portal.outbox.models import Message
from tests.antrag.journey import ANSWERS, begin, cost_lines, kind_code, page

pytestmark = pytest.mark.django_db


def fill_in(client, case):
    """Walk all pages as a person without JavaScript does; the last address."""
    client.post(page(case, "ort"), ANSWERS["ort"])
    case.refresh_from_db()
    if case.region_id is None:
        client.post(page(case, "ort/waehlen"), {"choice": "014009"})
        case.refresh_from_db()
    for slug in ("termin", "sie", "kontakt", "aktion", "mitmachen"):
        assert client.post(page(case, slug), ANSWERS[slug]).status_code == 302, slug
    lines = [
        ("Bänke", kind_code(case.region), "6", "30"),
        ("Girlanden", kind_code(case.region), "2,5", "12,40"),
    ]
    assert client.post(page(case, "kosten"), cost_lines(*lines)).status_code == 302
    case.refresh_from_db()
    boxes = client.get(page(case, "erklaerungen")).context["form"].required_fields
    client.post(page(case, "erklaerungen"), {field.name: "on" for field in boxes})
    return client.post(page(case, "zustellung"), ANSWERS["zustellung"])


def log_in(client, email):
    """Log in with the code that was mailed, and come back to where one came from."""
    client.post("/anmelden/?next=/antrag/", {"email": email, "next": "/antrag/"})
    code = re.search(r"\d{3} \d{3}", Message.objects.latest("pk").body)[0]
    return client.post("/anmelden/code/", {"code": code, "next": "/antrag/"})


def test_application_needs_no_account_before_sending():
    client = Client()
    case = begin(client)

    response = fill_in(client, case)

    assert response.url == page(case, "pruefen")
    assert client.get(response.url).context["missing"] == []
    login = client.post(response.url)
    assert login.url == f"/anmelden/?next={quote(page(case, 'pruefen'), safe='')}"


def test_draft_survives_login_and_is_sent():
    client = Client()
    case = begin(client)
    fill_in(client, case)

    log_in(client, "neu@example.org")
    response = client.post(page(case, "pruefen"))

    case.refresh_from_db()
    assert response.url == page(case, "gesendet")
    assert case.number == "STK-PV-2026-001"
    assert case.requested_amount == Decimal("211.00")
    assert [row.user.email for row in case.participants.all()] == ["neu@example.org"]
    assert "STK-PV-2026-001" in client.get(response.url).content.decode()
    assert client.get(page(case, "bestaetigung.pdf")[:-1]).content.startswith(b"%PDF")
    assert client.get(f"/meine-antraege/{case.public_id}/").status_code == 200
