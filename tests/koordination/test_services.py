import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from koordination import queries, services
from koordination.models import Dienststelle, Koordination, Traegerschaft
from portal.audit.models import AuditEntry
from portal.errors import Refused, Stale
from regions.models import Bezirk
from tests.koordination.conftest import START

JULY = dt.date(2026, 7, 1)
HOURS = [(1, dt.time(9), dt.time(12))]


def office_values(**changed):
    return {
        "kind": Koordination.Kind.KOORDINATION,
        "name": "Neues Büro",
        "street": "Testweg 2",
        "postal_code": "13353",
        "city": "Berlin",
        "phone": "",
        "email": "",
        "web": "",
        "languages": "",
        "accessibility": "",
        "valid_from": JULY,
        "valid_until": None,
    } | changed


def last_steps(count):
    return [entry.step for entry in AuditEntry.objects.order_by("-seq")[:count]][::-1]


def test_traeger_changes_on_the_first_of_july(samira, parkviertel, held, verein):
    services.appoint_traeger(parkviertel, actor=samira, traeger=verein, valid_from=JULY)

    held.refresh_from_db()
    assert held.valid_until == dt.date(2026, 6, 30)
    assert queries.traeger_of(parkviertel, dt.date(2026, 6, 30)) == held.traeger
    assert queries.traeger_of(parkviertel, JULY) == verein
    assert last_steps(2) == ["traegerschaft.ended", "traegerschaft.begun"]


def test_one_traeger_may_hold_several_regions(samira, parkviertel, held):
    other = parkviertel.bezirk.regions.exclude(pk=parkviertel.pk).first()
    Traegerschaft.objects.filter(region=other).delete()

    services.appoint_traeger(other, actor=samira, traeger=held.traeger, valid_from=JULY)

    assert queries.traeger_of(other, JULY) == held.traeger
    assert queries.traeger_of(parkviertel, JULY) == held.traeger


def test_traeger_before_another_that_is_entered_is_refused(samira, parkviertel, held, verein):
    earlier = START - dt.timedelta(days=30)

    with pytest.raises(Refused, match="In dieser Zeit steht hier schon „Teststift in Parkviertel“"):
        services.appoint_traeger(parkviertel, actor=samira, traeger=verein, valid_from=earlier)


def test_traeger_for_a_time_before_another_is_accepted(samira, parkviertel, held, verein):
    services.appoint_traeger(
        parkviertel,
        actor=samira,
        traeger=verein,
        valid_from=START - dt.timedelta(days=30),
        valid_until=START - dt.timedelta(days=1),
    )

    assert queries.traeger_of(parkviertel, START - dt.timedelta(days=1)) == verein


def test_correcting_a_traegerschaft_into_another_is_refused(samira, parkviertel, held, verein):
    later = services.appoint_traeger(parkviertel, actor=samira, traeger=verein, valid_from=JULY)

    with pytest.raises(Refused, match="In dieser Zeit"):
        services.change_traegerschaft(
            later,
            actor=samira,
            expected_version=later.version,
            traeger=verein,
            valid_from=dt.date(2026, 6, 30),
            valid_until=None,
        )


@pytest.mark.parametrize("day", [START, JULY])
def test_database_refuses_two_traeger_at_a_time(parkviertel, held, verein, day):
    with pytest.raises(IntegrityError, match="traegerschaft_no_overlap"), transaction.atomic():
        Traegerschaft.objects.create(region=parkviertel, traeger=verein, valid_from=day)


def test_database_refuses_two_offices_at_a_time(parkviertel, office):
    with pytest.raises(IntegrityError, match="koordination_no_overlap"), transaction.atomic():
        Koordination.objects.create(region=parkviertel, **office_values())


def test_days_in_wrong_order_are_refused(samira, parkviertel, verein):
    with pytest.raises(Refused, match="Das Ende liegt vor dem Anfang"):
        services.appoint_traeger(
            parkviertel, actor=samira, traeger=verein, valid_from=JULY, valid_until=START
        )


def test_new_office_ends_the_one_before(samira, parkviertel, office):
    new = services.open_office(parkviertel, actor=samira, hours=HOURS, **office_values())

    assert queries.office_of(parkviertel, dt.date(2026, 6, 30)) == office
    assert queries.office_of(parkviertel, JULY) == new
    assert new.hours_by_day == [("Montag", "9–12 Uhr")]
    assert last_steps(2) == ["office.ended", "office.opened"]


def test_changing_an_office_replaces_its_hours(samira, office):
    values = office_values(name="Altes Büro", valid_from=START)

    services.change_office(office, actor=samira, expected_version=1, hours=HOURS, **values)

    entry = AuditEntry.objects.order_by("-seq").first()
    assert list(office.hours.values_list("weekday", flat=True)) == [1]
    assert (entry.step, entry.region_id) == ("office.changed", "014009")
    assert entry.fields == ["hours", "phone", "street"]


def test_changing_an_office_that_changed_meanwhile_is_refused(samira, office):
    values = office_values(valid_from=START)

    with pytest.raises(Stale):
        services.change_office(office, actor=samira, expected_version=7, hours=HOURS, **values)


def test_contact_holds_from_day_to_day(samira, parkviertel, office):
    contact = services.add_contact(
        office,
        actor=samira,
        name="Erika Beispiel",
        function="",
        phone="",
        email="",
        is_public=True,
        valid_from=START,
        valid_until=dt.date(2026, 6, 30),
    )

    assert list(queries.contacts_of(parkviertel, dt.date(2026, 6, 30))) == [contact]
    assert list(queries.contacts_of(parkviertel, JULY)) == []


def test_contact_that_is_not_public_is_hidden(samira, parkviertel, office):
    contact = office.contacts.create(name="Intern", is_public=False, valid_from=START)

    assert list(queries.contacts_of(parkviertel, JULY)) == []
    assert list(queries.contacts_of(parkviertel, JULY, public_only=False)) == [contact]


def test_dienststelle_holds_until_the_next_one(samira):
    bezirk = Bezirk.objects.get(pk="01")
    before = queries.dienststelle_of("01", dt.date(2026, 6, 30))

    new = services.add_dienststelle(
        bezirk,
        actor=samira,
        authority="Bezirksamt",
        unit="Neue Einheit",
        street="Testweg 3",
        postal_code="13353",
        valid_from=JULY,
    )

    assert queries.dienststelle_of("01", dt.date(2026, 6, 30)) == before
    assert queries.dienststelle_of("01", JULY) == new


def test_two_dienststellen_from_one_day_are_refused(samira):
    bezirk = Bezirk.objects.get(pk="01")
    Dienststelle.objects.create(
        bezirk=bezirk, authority="A", unit="U", street="S", postal_code="13353", valid_from=JULY
    )

    with pytest.raises(Refused, match=r"Für den 01\.07\.2026 gibt es schon einen Eintrag"):
        services.add_dienststelle(bezirk, actor=samira, valid_from=JULY, authority="B", unit="U")


@pytest.mark.parametrize("who", ["koray", "petra", "renate", "sven", "timo"])
def test_others_change_nothing(who, request, parkviertel, office, held):
    actor = request.getfixturevalue(who)
    traeger = held.traeger

    with pytest.raises(Refused):
        services.add_traeger(actor=actor, name="Neu", street="Weg 1", postal_code="13353")
    with pytest.raises(Refused):
        services.change_traeger(traeger, actor=actor, expected_version=1, name="Neu")
    with pytest.raises(Refused):
        services.appoint_traeger(parkviertel, actor=actor, traeger=traeger, valid_from=JULY)
    with pytest.raises(Refused):
        services.open_office(parkviertel, actor=actor, hours=HOURS, **office_values())
    with pytest.raises(Refused):
        services.change_office(
            office, actor=actor, expected_version=1, hours=[], **office_values(valid_from=START)
        )
