import datetime as dt
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import override_settings

from portal import clock
from portal.demo import clock as demo_clock
from regions.roles.cast import CAST, create_cast

PAGES = ["/demo/", "/demo/uhr/", "/demo/als/lothar/"]


@pytest.fixture
def demo():
    with override_settings(DEMO=True):
        yield


@pytest.mark.parametrize("page", PAGES)
def test_demo_pages_are_404_where_there_is_no_demo(client, db, page):
    assert client.get(page).status_code == 404
    assert client.post(page).status_code == 404


def test_demo_lists_the_cast(client, db, demo):
    page = client.get("/demo/").content.decode()

    assert [member.name for member in CAST if member.name not in page] == []


def test_one_click_makes_one_somebody_with_the_second_factor(client, lothar, demo):
    response = client.post("/demo/als/lothar/")

    assert response.headers["Location"] == "/arbeit/"
    assert client.get("/arbeit/rollen/").status_code == 200


def test_one_click_makes_one_a_resident(client, sven, demo):
    client.post("/demo/als/lothar/")

    response = client.post("/demo/als/sven/")

    assert response.headers["Location"] == "/meine-antraege/"
    assert client.get("/arbeit/rollen/").status_code == 404


def test_unknown_member_is_404(client, db, demo):
    assert client.post("/demo/als/niemand/").status_code == 404


def test_clock_is_set_for_every_process_and_runs_on(client, db, demo):
    response = client.post("/demo/uhr/", {"day": "12.03.2027"})

    assert response.headers["Location"] == "/demo/"
    assert clock.today() == dt.date(2027, 3, 12)
    clock.set(dt.date(2026, 3, 2))
    demo_clock.follow()
    first = clock.now()
    demo_clock.follow()
    assert (first.date(), clock.now() > first) == (dt.date(2027, 3, 12), True)


def test_clock_goes_back_to_now(client, db, demo):
    client.post("/demo/uhr/", {"day": "12.03.2027"})

    client.post("/demo/uhr/", {"reset": "1"})

    assert clock.today() != dt.date(2027, 3, 12)


def test_wrong_day_says_so(client, db, demo):
    response = client.post("/demo/uhr/", {"day": "gestern"})

    assert response.status_code == 422


def test_cast_is_made_once(db):
    assert create_cast() == create_cast()


def test_demo_with_a_production_configuration_does_not_start():
    environment = {**os.environ, "DEMO": "1", "SECRET_KEY": "s" * 60}
    environment.pop("TESTING", None)

    started = subprocess.run(
        [sys.executable, "-c", "import portal.settings"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert started.returncode == 1
    assert "DEMO" in started.stderr
    assert "SECRET_KEY" in started.stderr
