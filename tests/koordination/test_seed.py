import datetime as dt

import pytest

from koordination.models import Kontakt, Koordination, Traegerschaft
from koordination.queries import offices_on, traegerschaften_on
from koordination.seed import create_koordination
from regions.models import Bezirk, Bezirksregion

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def seeded():
    bezirk = Bezirk.objects.get(pk="01")
    create_koordination(bezirk)
    return bezirk


def test_seed_gives_each_region_an_office(seeded):
    regions = Bezirksregion.objects.of_this_bezirk()

    assert set(offices_on(regions, TODAY)) == {region.pk for region in regions}


def test_seed_leaves_out_the_traeger_that_was_not_found(seeded):
    held = traegerschaften_on(Bezirksregion.objects.of_this_bezirk(), TODAY)

    assert len(held) == 9
    assert "011001" not in held
    assert held["013008"].traeger.name == "Pfefferwerk Stadtkultur gGmbH"


def test_seed_again_changes_nothing(seeded):
    counts = [model.objects.count() for model in (Koordination, Traegerschaft, Kontakt)]

    create_koordination(seeded)

    assert [model.objects.count() for model in (Koordination, Traegerschaft, Kontakt)] == counts
