import datetime as dt

import pytest
from django.urls import reverse

from koordination.models import Dienststelle, Koordination, Traeger, Traegerschaft
from portal.audit.models import AuditEntry
from tests.koordination.conftest import START

INDEX = "/arbeit/koordination/"
TRAEGER = {"name": "Neuer Träger", "street": "Testweg 5", "postal_code": "13353", "city": "Berlin"}
OFFICE = {
    "kind": "koordination_plus",
    "name": "Neues Büro",
    "street": "Testweg 2",
    "postal_code": "13353",
    "city": "Berlin",
    "languages": "Deutsch, Türkisch",
    "accessibility": "ohne Stufen",
    "valid_from": "1.7.2026",
    "hours_2": "10–14 Uhr, 16:30–18 Uhr",
}


def at(name, *args):
    return reverse(f"koordination:{name}", args=args)


def last_step():
    return AuditEntry.objects.order_by("-seq").first().step


def test_list_shows_office_and_traeger_of_each_region(client_for, samira, office, held):
    response = client_for(samira).get(INDEX)

    assert response.status_code == 200
    assert "Altes Büro" in response.text
    assert "Teststift" in response.text


def test_list_costs_the_same_with_more_offices(
    client_for, samira, office, held, django_assert_num_queries
):
    client = client_for(samira)
    client.get(INDEX)
    with django_assert_num_queries(9):
        client.get(INDEX)
    for region in office.region.bezirk.regions.exclude(pk=office.region_id):
        if not region.offices.exists():
            Koordination.objects.create(
                region=region, name="B", street="S", postal_code="13353", valid_from=START
            )

    with django_assert_num_queries(9):
        client.get(INDEX)


def test_region_page_shows_past_and_future(client_for, samira, office, held, verein):
    held.valid_until = dt.date(2026, 6, 30)
    held.save()
    Traegerschaft.objects.create(
        region=office.region, traeger=verein, valid_from=dt.date(2026, 7, 1)
    )

    response = client_for(samira).get(at("region", "014009"))

    assert "Teststift" in response.text
    assert "Testverein" in response.text
    assert "10–14 Uhr" in response.text


def test_region_of_another_bezirk_is_not_there(client_for, samira):
    assert client_for(samira).get(at("region", "051001")).status_code == 404


def test_adding_a_traeger_works(client_for, samira):
    response = client_for(samira).post(at("add_traeger"), TRAEGER)

    assert response.url == at("traeger_list")
    assert Traeger.objects.get(name="Neuer Träger").postal_address == "Testweg 5, 13353 Berlin"
    assert last_step() == "traeger.added"


def test_second_traeger_of_a_name_is_refused_and_nothing_typed_is_lost(client_for, samira, stift):
    response = client_for(samira).post(at("add_traeger"), TRAEGER | {"name": stift.name})

    assert response.status_code == 422
    assert 'value="Testweg 5"' in response.text


def test_appointing_a_traeger_works(client_for, samira, held, verein):
    response = client_for(samira).post(
        at("appoint_traeger", "014009"), {"traeger": verein.pk, "valid_from": "1.7.2026"}
    )

    held.refresh_from_db()
    assert response.url == at("region", "014009")
    assert held.valid_until == dt.date(2026, 6, 30)


def test_opening_an_office_works(client_for, samira, office):
    response = client_for(samira).post(at("open_office", "014009"), OFFICE)

    new = Koordination.objects.get(name="Neues Büro")
    assert response.url == at("region", "014009")
    assert new.hours_by_day == [("Dienstag", "10–14, 16:30–18 Uhr")]
    assert last_step() == "office.opened"


def test_unreadable_hours_are_said_beside_the_day(client_for, samira, office):
    response = client_for(samira).post(
        at("open_office", "014009"), OFFICE | {"hours_2": "vormittags"}
    )

    assert response.status_code == 422
    assert "Das können wir nicht lesen" in response.text
    assert 'value="vormittags"' in response.text
    assert not Koordination.objects.filter(name="Neues Büro").exists()


def test_office_form_shows_the_hours_as_they_are(client_for, samira, office):
    response = client_for(samira).get(at("change_office", office.public_id))

    assert 'value="10–14 Uhr"' in response.text


def test_changing_an_office_that_changed_meanwhile_shows_both(client_for, samira, office):
    office.name = "Inzwischen umbenannt"
    office.version = 2
    office.save()

    response = client_for(samira).post(
        at("change_office", office.public_id), OFFICE | {"version": 1}
    )

    assert response.status_code == 422
    assert "Inzwischen umbenannt" in response.text
    assert 'value="Neues Büro"' in response.text
    assert 'name="version" value="2"' in response.text


def test_changing_an_office_works(client_for, samira, office):
    response = client_for(samira).post(
        at("change_office", office.public_id), OFFICE | {"version": office.version}
    )

    office.refresh_from_db()
    assert response.url == at("region", "014009")
    assert (office.name, office.valid_from) == ("Neues Büro", dt.date(2026, 7, 1))
    assert last_step() == "office.changed"


def test_adding_and_changing_a_contact_works(client_for, samira, office):
    client = client_for(samira)
    answers = {"name": "Erika Beispiel", "valid_from": "1.1.2026"}

    client.post(at("add_contact", office.public_id), answers)
    contact = office.contacts.get()
    client.post(
        at("change_contact", contact.public_id),
        answers | {"name": "Erika Muster", "version": contact.version},
    )

    contact.refresh_from_db()
    assert (contact.name, contact.is_public) == ("Erika Muster", False)
    assert last_step() == "contact.changed"


def test_adding_a_dienststelle_works(client_for, samira):
    answers = TRAEGER | {"authority": "Bezirksamt", "unit": "SPK", "valid_from": "1.7.2026"}

    response = client_for(samira).post(at("add_dienststelle"), answers)

    assert response.url == at("dienststelle_list")
    assert Dienststelle.objects.filter(valid_from=dt.date(2026, 7, 1)).count() == 1


def test_correcting_a_dienststelle_works(client_for, samira):
    row = Dienststelle.objects.get()
    answers = TRAEGER | {"authority": "Amt", "unit": "SPK", "valid_from": row.valid_from}

    client_for(samira).post(
        at("change_dienststelle", row.public_id), answers | {"version": row.version}
    )

    row.refresh_from_db()
    assert (row.authority, row.version) == ("Amt", 2)
    assert last_step() == "dienststelle.changed"


@pytest.mark.parametrize("who", ["koray", "sven"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_are_not_there_for_others(client_for, request, who, method, office, held):
    client = client_for(request.getfixturevalue(who))
    row = Dienststelle.objects.get()
    pages = [
        INDEX,
        at("region", "014009"),
        at("appoint_traeger", "014009"),
        at("open_office", "014009"),
        at("change_traegerschaft", held.public_id),
        at("change_office", office.public_id),
        at("add_contact", office.public_id),
        at("traeger_list"),
        at("add_traeger"),
        at("change_traeger", held.traeger.public_id),
        at("dienststelle_list"),
        at("add_dienststelle"),
        at("change_dienststelle", row.public_id),
    ]

    statuses = {page: getattr(client, method)(page).status_code for page in pages}

    refused = {405} if method == "post" else set()
    assert {page for page, status in statuses.items() if status not in {404} | refused} == set()


@pytest.mark.parametrize("name", ["index", "traeger_list", "dienststelle_list"])
def test_lists_refuse_post(client_for, samira, name):
    assert client_for(samira).post(at(name)).status_code == 405
