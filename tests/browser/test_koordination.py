import re

import pytest
from django.conf import settings
from django.urls import reverse

from koordination.models import Dienststelle, Koordination
from koordination.seed import create_koordination
from regions.models import Bezirk, SpecialArea
from tests.support.accessible import assert_accessible, wait_until_loaded


@pytest.fixture
def offices(real_db):
    create_koordination(Bezirk.objects.get(pk=settings.BEZIRK))


def pages():
    office = Koordination.objects.get(region="014009")
    return [
        reverse("koordination:index"),
        reverse("koordination:region", args=["014009"]),
        reverse("koordination:appoint_traeger", args=["014009"]),
        reverse("koordination:change_office", args=[office.public_id]),
        reverse("koordination:add_contact", args=[office.public_id]),
        reverse("koordination:traeger_list"),
        reverse("koordination:add_traeger"),
        reverse("koordination:dienststelle_list"),
        reverse("koordination:change_dienststelle", args=[Dienststelle.objects.get().public_id]),
        reverse("regions:index"),
        reverse("regions:add"),
        reverse("regions:change", args=[SpecialArea.objects.get(name="06 Wedding").public_id]),
    ]


def test_pages_about_offices_and_areas_are_accessible(page, offices, samira, login_cookie):
    login_cookie(page, samira)
    for address in pages():
        page.goto(address)

        assert_accessible(page)


def test_unreadable_hours_lead_to_their_field(page, offices, samira, login_cookie):
    login_cookie(page, samira)
    office = Koordination.objects.get(region="014009")
    page.goto(reverse("koordination:change_office", args=[office.public_id]))
    page.get_by_label("Mittwoch").fill("nachmittags")
    page.get_by_role("button", name="Speichern").click()

    assert_accessible(page)
    page.get_by_role("link", name="Mittwoch").click()
    page.locator("[name=hours_3]:focus").wait_for()


def test_office_is_changed_without_javascript(page_without_js, offices, samira, login_cookie):
    page = page_without_js
    login_cookie(page, samira)
    page.goto(reverse("koordination:region", args=["014009"]))
    page.get_by_role("link", name=re.compile("Ändern.*Stadtteilbüro")).click()
    page.get_by_label("Montag").fill("9–12 Uhr")
    page.get_by_role("button", name="Speichern").click()

    wait_until_loaded(page)
    assert "Montag: 9–12 Uhr" in page.locator("main").inner_text()
