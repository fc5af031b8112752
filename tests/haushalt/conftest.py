import pytest

from regions.models import Bezirksregion
from stadtteilkasse.haushalt.models import Haushaltsjahr


@pytest.fixture
def parkviertel(db):
    return Bezirksregion.objects.get(pk="014009")


@pytest.fixture
def moabit_ost(db):
    return Bezirksregion.objects.get(pk="012006")


@pytest.fixture
def haushaltsjahr(db):
    return Haushaltsjahr.objects.get(year=2026)
