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
