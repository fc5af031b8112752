import datetime as dt

import pytest

from koordination.models import Koordination, Traeger, Traegerschaft
from regions.models import Bezirksregion

START = dt.date(2020, 1, 1)


@pytest.fixture
def parkviertel(db):
    return Bezirksregion.objects.get(pk="014009")


def make_traeger(name):
    return Traeger.objects.create(name=name, street="Testweg 1", postal_code="13353")


@pytest.fixture
def stift(db):
    return make_traeger("Teststift")


@pytest.fixture
def verein(db):
    return make_traeger("Testverein")


@pytest.fixture
def held(parkviertel, stift):
    """The Stift has held Parkviertel since 2020, until further notice."""
    Traegerschaft.objects.filter(region=parkviertel).delete()
    return Traegerschaft.objects.create(region=parkviertel, traeger=stift, valid_from=START)


@pytest.fixture
def office(parkviertel):
    Koordination.objects.filter(region=parkviertel).delete()
    office = Koordination.objects.create(
        region=parkviertel,
        name="Altes Büro",
        street="Testweg 1",
        postal_code="13353",
        phone="030 23125-999",
        valid_from=START,
    )
    office.hours.create(weekday=2, opens=dt.time(10), closes=dt.time(14))
    return office
