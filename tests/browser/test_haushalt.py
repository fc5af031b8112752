"""The pages of Haushalt, Richtlinien and Einrichtung in a real browser."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from stadtteilkasse.haushalt import queries, services
from stadtteilkasse.haushalt.domain import Sperre
from stadtteilkasse.haushalt.models import Haushaltsjahr, Richtlinie
from tests.support.accessible import assert_accessible, wait_until_loaded
from tests.support.cases import make_case

YEAR = "/arbeit/haushalt/2026/"


@pytest.fixture
def tight_region(real_db, lothar):
    """Parkviertel with money granted, and a Sperre that is not covered."""
    services.commit(make_case(), Decimal("4800.00"), actor=lothar)
    year = Haushaltsjahr.objects.get()
    regions = [budget.region for budget in year.budgets.filter(region="014009")]
    services.set_sperre(
        year, regions, sperre=Sperre(Decimal(20), True), reason="Haushaltssperre", actor=lothar
    )


@pytest.fixture
def draft(real_db, samira):
    in_force = Richtlinie.objects.get()
    contents = queries.contents_of(in_force)
    contents["values"] |= {"valid_from": dt.date(2026, 4, 1), "max_amount": Decimal("600.00")}
    return services.draft_richtlinie(in_force.bezirk, contents=contents, actor=samira)


def test_pages_of_the_leitung_are_accessible(page, tight_region, draft, lothar, login_cookie):
    login_cookie(page, lothar)
    for address in [
        YEAR,
        f"{YEAR}?sortieren=-frei",
        f"{YEAR}014009/",
        f"{YEAR}ansatz/",
        f"{YEAR}sperre/",
        f"{YEAR}umschichtung/?stadtteil=014009",
        "/arbeit/haushalt/eroeffnen/",
        "/arbeit/richtlinien/",
        "/arbeit/richtlinien/neu/",
        reverse("haushalt:richtlinie", args=[draft.public_id]),
        "/arbeit/einrichtung/",
    ]:
        page.goto(address)

        assert_accessible(page)


def test_mistakes_lead_to_their_fields(page, real_db, samira, login_cookie):
    login_cookie(page, samira)
    page.goto(f"{YEAR}umschichtung/")
    page.get_by_label("Betrag").fill("viel")
    page.get_by_role("button", name="Buchen").click()

    assert_accessible(page)
    page.get_by_role("link", name="Betrag:").click()
    page.locator("[name=amount]:focus").wait_for()


def test_mistake_in_a_folded_line_is_unfolded(page, draft, samira, login_cookie):
    login_cookie(page, samira)
    page.goto(reverse("haushalt:richtlinie_edit", args=[draft.public_id]))
    assert_accessible(page)
    page.get_by_text("Material", exact=True).click()
    page.locator("[name=kostenarten-0-label]").fill("")
    page.get_by_role("button", name="Entwurf speichern").click()

    assert_accessible(page)
    assert page.locator("[name=kostenarten-0-label]").is_visible()


def test_sperre_is_set_without_javascript(page_without_js, real_db, samira, login_cookie):
    page = page_without_js
    login_cookie(page, samira)
    page.goto(YEAR)
    page.get_by_role("link", name="Sperre setzen").click()
    page.get_by_label("Wie hoch ist die Sperre insgesamt?").fill("20")
    page.get_by_label("Grund").fill("Haushaltssperre")
    page.get_by_role("button", name="Buchen").click()

    page.get_by_role("status").get_by_text("Die Sperre ist gebucht.").wait_for()
    assert {money.blocked for _, money in queries.money_of_all("01", 2026)} == {Decimal(1000)}


def test_richtlinie_is_drafted_and_approved_by_two(
    open_page, real_db, samira, lothar, login_cookie
):
    desk, other_desk = open_page(), open_page()
    login_cookie(desk, samira)
    login_cookie(other_desk, lothar)
    desk.goto("/arbeit/richtlinien/")
    desk.get_by_role("link", name="Neue Fassung entwerfen").click()
    desk.get_by_role("button", name="Entwurf anlegen").click()
    desk.get_by_label("Gültig ab").fill("2026-04-01")
    desk.get_by_label("Höchstbetrag je Aktion").fill("600")
    desk.get_by_role("button", name="Entwurf speichern").click()
    wait_until_loaded(desk)
    assert desk.get_by_role("button", name="Freigeben").count() == 0

    other_desk.goto("/arbeit/richtlinien/")
    other_desk.get_by_role("link", name="Fassung 2").click()
    other_desk.get_by_role("row", name="Höchstbetrag je Aktion 500,00 € 600,00 €").wait_for()
    other_desk.get_by_role("button", name="Freigeben").click()

    other_desk.get_by_text("Fassung 2 ist freigegeben.").wait_for()
    assert Richtlinie.objects.get(number=2).approved_by == lothar
