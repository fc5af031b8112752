import datetime as dt

import pytest

from regions.models import Bezirksregion
from stadtteilkasse.jury import queries
from tests.support.cases import make_sitzung

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def parkviertel(db):
    return Bezirksregion.objects.get(pk="014009")


def test_next_sitzung_is_the_first_that_was_not_called_off(parkviertel, clock):
    make_sitzung(in_days=-1)
    make_sitzung(in_days=5, cancelled_at=clock.now())
    make_sitzung(in_days=7, region_id="012006")
    expected = make_sitzung(in_days=10)
    make_sitzung(in_days=20)

    assert queries.next_sitzung(parkviertel, TODAY) == expected


def test_next_sitzung_is_none_when_none_is_planned(parkviertel):
    assert queries.next_sitzung(parkviertel, TODAY) is None
    assert queries.next_decision_day(parkviertel, TODAY) is None


def test_next_decision_day_waits_for_a_sitzung_whose_deadline_has_not_passed(parkviertel):
    make_sitzung(in_days=3, application_deadline=dt.date(2026, 3, 1))
    make_sitzung(in_days=10, application_deadline=dt.date(2026, 3, 2))

    # Thursday 12 March and five working days
    assert queries.next_decision_day(parkviertel, TODAY) == dt.date(2026, 3, 19)
