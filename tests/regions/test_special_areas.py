import datetime as dt

import pytest
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.errors import Refused, Stale
from regions import services
from regions.models import Bezirk, Planungsraum, SpecialArea
from regions.queries import special_areas_of

INDEX = "/arbeit/regionen/"
ADD = "/arbeit/regionen/gebiete/neu/"
ANSWERS = {
    "kind": "quartiersmanagement",
    "name": "Testkiez",
    "valid_from": "01.01.2026",
    "valid_until": "31.12.2027",
    "planungsraeume": ["01400942"],
    "source": "Beschluss vom 1.12.2025",
}


@pytest.fixture
def area(db):
    area = SpecialArea.objects.create(
        kind="quartiersmanagement",
        name="Altkiez",
        bezirk_id="01",
        valid_from=dt.date(2026, 1, 1),
        valid_until=dt.date(2027, 12, 31),
    )
    area.planungsraeume.set(["01400942"])
    return area


def url(area):
    return reverse("regions:change", args=[area.public_id])


def last_entry():
    return AuditEntry.objects.order_by("-seq").first()


def test_handlungsraum_of_the_reference_reaches_into_parkviertel(db):
    muellerstrasse = Planungsraum.objects.get(pk="01400942")

    areas = special_areas_of(muellerstrasse, dt.date(2026, 3, 2))

    assert [str(area) for area in areas] == ["06 Wedding"]


def test_special_area_counts_on_its_last_day_and_not_after(area):
    muellerstrasse = Planungsraum.objects.get(pk="01400942")

    on_last_day = special_areas_of(muellerstrasse, dt.date(2027, 12, 31))
    after = special_areas_of(muellerstrasse, dt.date(2028, 1, 1))

    assert area in on_last_day
    assert area not in after


def test_list_shows_areas_and_sources(client_for, samira):
    response = client_for(samira).get(INDEX)

    assert response.status_code == 200
    assert "06 Wedding" in response.text
    assert "Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE" in response.text


@pytest.mark.parametrize("address", [INDEX, ADD])
def test_pages_are_not_there_for_others(client_for, koray, address):
    assert client_for(koray).get(address).status_code == 404


def test_adding_an_area_works(client_for, samira):
    response = client_for(samira).post(ADD, ANSWERS)

    area = SpecialArea.objects.get(name="Testkiez")
    assert response.url == INDEX
    assert [place.pk for place in area.planungsraeume.all()] == ["01400942"]
    assert area.valid_until == dt.date(2027, 12, 31)
    assert (last_entry().step, last_entry().subject) == ("special_area.added", area.public_id)


def test_adding_with_days_in_wrong_order_keeps_what_was_typed(client_for, samira):
    response = client_for(samira).post(ADD, ANSWERS | {"valid_until": "31.12.2024"})

    assert response.status_code == 422
    assert "Das Ende liegt vor dem Anfang" in response.text
    assert 'value="Testkiez"' in response.text
    assert not SpecialArea.objects.filter(name="Testkiez").exists()


def test_changing_an_area_works(client_for, samira, area):
    answers = ANSWERS | {"planungsraeume": ["01400941", "01400942"], "version": area.version}

    response = client_for(samira).post(url(area), answers)

    area.refresh_from_db()
    assert response.url == INDEX
    assert (area.name, area.version) == ("Testkiez", 2)
    assert area.planungsraeume.count() == 2
    assert last_entry().step == "special_area.changed"
    assert last_entry().fields == ["name", "planungsraeume", "source"]


def test_changing_an_area_that_changed_meanwhile_is_refused(client_for, samira, area):
    response = client_for(samira).post(url(area), ANSWERS | {"version": 0})

    area.refresh_from_db()
    assert response.status_code == 422
    assert "Jemand anderes hat das inzwischen geändert" in response.text
    assert (area.name, area.version) == ("Altkiez", 1)


def test_stranger_does_not_find_an_area(client_for, sven, area):
    response = client_for(sven).post(url(area), ANSWERS | {"version": area.version})

    area.refresh_from_db()
    assert response.status_code == 404
    assert area.name == "Altkiez"


def test_service_refuses_who_does_not_work_for_the_bezirk(koray, area):
    values = {name: getattr(area, name) for name in services.FIELDS}

    with pytest.raises(Refused):
        services.add_special_area(
            Bezirk.objects.get(pk="01"), actor=koray, planungsraeume=[], **values
        )
    with pytest.raises(Refused):
        services.change_special_area(
            area, actor=koray, expected_version=1, planungsraeume=[], **values
        )


def test_service_refuses_an_old_version(samira, area):
    values = {name: getattr(area, name) for name in services.FIELDS}

    with pytest.raises(Stale):
        services.change_special_area(
            area, actor=samira, expected_version=7, planungsraeume=[], **values
        )
