"""Desk, list, case and Sitzung in a real browser, on a desk and on a phone."""

import datetime as dt
from decimal import Decimal

import pytest

from stadtteilkasse.antrag.checklist import Answer, CheckItem
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Befangenheit, Kostenposition
from stadtteilkasse.antrag.services import review
from stadtteilkasse.jury.models import Votum
from tests.support.accessible import assert_accessible, wait_until_loaded
from tests.support.cases import make_case, make_item, make_sitzung


@pytest.fixture
def world(real_db, koray, jutta):
    """A case in each state that a page shows differently."""
    first = make_case(Stage.IN_REVIEW, open_to_all=False, requested_amount=Decimal("512.50"))
    first.costs.update(kind="honorar", label="Musik und Moderation")
    review.check_items(first, {CheckItem.REGION: Answer(True)}, actor=koray)
    review.write_note(first, text="Ruft am Montag zurück.", actor=koray)
    ready = make_case(Stage.IN_REVIEW, title="Baumscheiben bepflanzen")
    review.check_items(ready, {item: Answer(True) for item in CheckItem}, actor=koray)
    review.pass_to_jury(ready, actor=koray)
    make_case(title="Lesekreis Arabisch-Deutsch", due_on=dt.date(2026, 2, 27))
    item = make_item()
    Kostenposition.objects.create(
        antrag=item.antrag, position=2, label="Plakate", kind="druck", unit_price=Decimal("60.00")
    )
    Befangenheit.objects.create(
        antrag=item.antrag, user=jutta, ground="Nachbarin", recorded_by=koray
    )
    make_item(item.sitzung)
    make_sitzung(in_days=10)
    return {"case": first, "ready": ready, "item": item, "sitzung": item.sitzung}


@pytest.mark.parametrize("device", ["page", "phone"])
def test_pages_of_the_office_are_accessible(device, world, koray, login_cookie, request):
    page = request.getfixturevalue(device)
    login_cookie(page, koray)
    case, ready = world["case"].public_id, world["ready"].public_id
    for path in (
        "/arbeit/",
        "/arbeit/antraege/",
        "/arbeit/antraege/?stand=in_review&betrag_von=viel",
        "/arbeit/antraege/?suche=Fest&stand=in_review&faellig=on",
        f"/arbeit/antraege/{case}/",
        f"/arbeit/antraege/{case}/rueckfrage/",
        f"/arbeit/antraege/{case}/ablehnung/",
        f"/arbeit/antraege/{case}/pruefung/",
        f"/arbeit/antraege/{case}/notiz/",
        f"/arbeit/antraege/{case}/stadtteil/",
        f"/arbeit/antraege/{case}/befangenheit/",
        f"/arbeit/antraege/{ready}/",
        f"/arbeit/antraege/{ready}/tagesordnung/",
        "/arbeit/sitzungen/",
        "/arbeit/sitzungen/neu/",
        f"/arbeit/sitzungen/{world['sitzung'].public_id}/",
        f"/arbeit/sitzungen/punkte/{world['item'].public_id}/",
    ):
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        assert_accessible(page)


def test_cut_line_makes_the_amount(page, world, koray, login_cookie):
    login_cookie(page, koray)
    page.goto(f"/arbeit/sitzungen/punkte/{world['item'].public_id}/")

    page.get_by_label("Plakate bezahlen").uncheck()
    assert page.get_by_label("Betrag").input_value() == "290,00"
    assert page.get_by_label("Ja, mit weniger Geld").is_checked()
    page.fill("#id_yes", "5")
    page.fill("#id_no", "0")
    page.fill("#id_abstain", "1")
    page.fill("#id_reason", "Plakate druckt das Büro.")
    page.get_by_role("button", name="Votum speichern und weiter").click()

    page.wait_for_url("**/punkte/*/")
    wait_until_loaded(page)
    assert Votum.objects.get().amount == Decimal("290.00")
    assert "verteilt 290,00" in page.locator(".running-line").inner_text().replace("\xa0", " ")


def test_vote_works_without_javascript(page_without_js, world, koray, login_cookie):
    page = page_without_js
    login_cookie(page, koray)
    page.goto(f"/arbeit/sitzungen/punkte/{world['item'].public_id}/")

    page.get_by_label("Ja, mit weniger Geld").check()
    page.fill("#id_yes", "6")
    page.get_by_label("Betrag").fill("300")
    page.fill("#id_reason", "Das Geld ist knapp.")
    page.get_by_role("button", name="Votum speichern und weiter").click()

    assert Votum.objects.get().amount == Decimal("300.00")


def test_case_goes_from_the_desk_to_the_jury(page, world, koray, login_cookie):
    login_cookie(page, koray)
    page.goto("/arbeit/")

    page.get_by_role("link", name="Lesekreis Arabisch-Deutsch").click()
    page.get_by_role("button", name="Prüfung beginnen").click()
    for item in CheckItem:
        page.get_by_role("group", name=item.label).get_by_label("Ja").check()
    page.get_by_role("button", name="Prüfung speichern").click()
    page.get_by_role("button", name="Zur Jury").click()

    wait_until_loaded(page)
    assert "bereit für die Jury" in page.locator(".panel").first.inner_text()
