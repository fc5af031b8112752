"""The main job, as people would do it: from the application to the report to the BVV."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from portal.jobs.tick import tick
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.bescheid.models import Bescheid
from stadtteilkasse.haushalt.queries import money, verify_ledger
from tests.journey.people import TITLE, Aylin, Koray, Lothar, Person, Samira
from tests.support.accessible import overflowing, violations, wait_until_loaded
from tests.support.browser import DESK, PHONE

# Ids and keys, which differ each time.
LONG_WORDS = re.compile(r"[\w-]{16,}")
WAYS = {
    "desk": {"viewport": DESK},
    "phone": {"viewport": PHONE, "is_mobile": True, "has_touch": True},
    "no script": {"viewport": DESK, "java_script_enabled": False},
}


@pytest.fixture(params=WAYS)
def arrives(request, open_page, login_cookie, barriers):
    """Opens a browser for a person; staff are logged in."""

    def arrived(person, user=None):
        page = open_page(**WAYS[request.param])
        if user:
            login_cookie(page, user)
        return person(page, barriers)

    return arrived


@pytest.fixture(scope="module")
def seen():
    """States of pages that were looked at already: without scripts most are the same."""
    return set()


@pytest.fixture
def barriers(seen):
    """Looks at every page that somebody comes to; what it found fails the test at its end."""
    found = []

    def look(page):
        wait_until_loaded(page)
        path = page.url.split("/", 3)[3]
        assert page.locator("h1").count() == 1, path
        state = (page.viewport_size["width"], LONG_WORDS.sub("", page.content()))
        if state not in seen:
            seen.add(state)
            found.extend(f"/{path}: {line}" for line in [*violations(page), *overflowing(page)])

    yield look
    assert found == []


def test_main_job(arrives, koray, samira, lothar, clock):
    koray, samira, lothar = arrives(Koray, koray), arrives(Samira, samira), arrives(Lothar, lothar)
    aylin, public = arrives(Aylin), arrives(Person)
    koray.plans_a_sitzung()

    aylin.applies()
    case = Antrag.objects.get()
    assert (case.number, case.requested_amount) == ("STK-PV-2026-001", Decimal("500.00"))
    assert case.number in aylin.sees

    koray.asks_for_the_missing_day()
    aylin.answers_the_question()
    case.refresh_from_db()
    assert (case.stage, case.ends_on) == (Stage.IN_REVIEW, dt.date(2026, 6, 14))
    koray.checks_and_passes_to_the_jury()

    clock.set(dt.date(2026, 3, 12))
    koray.records_that_the_jury_cuts_150_euro()
    assert money(case.region, 2026).reserved == Decimal("350.00")

    samira.drafts_the_letter()
    assert samira.tries_to_release_it() == 422
    assert Bescheid.objects.get().is_draft
    lothar.releases_the_letter()
    bescheid = Bescheid.objects.get()
    assert (bescheid.drafted_by.email, bescheid.released_by.email) == (
        "samira@example.org",
        "lothar@example.org",
    )
    aylin.opens_her_case()
    assert tick()

    words, pdf = aylin.fetches_her_letter()
    assert "350,00 Euro" in words
    assert pdf.startswith(b"%PDF-")
    case.refresh_from_db()
    assert case.stage == Stage.ANNOUNCED
    public.goes_to("/regionen/014009/")
    assert "bewilligt 350,00 €" in public.sees
    assert f"{TITLE}: 350,00 €" in public.sees

    words, csv = samira.freezes_the_report()
    assert "350,00" in words
    assert [line for line in csv.splitlines() if "Parkviertel" in line and "350,00" in line]
    assert verify_ledger() is None
