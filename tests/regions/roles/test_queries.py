import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.access import ENTER_ARBEIT
from regions.models import Bezirk, Bezirksregion
from regions.roles import queries
from regions.roles.models import Assignment
from regions.roles.permissions import Role


@pytest.fixture
def parkviertel(db):
    return Bezirksregion.objects.get(pk="014009")


@pytest.fixture
def moabit_ost(db):
    return Bezirksregion.objects.get(pk="012006")


def run_out(user, day):
    Assignment.objects.filter(user=user).update(valid_until=day)


def test_role_on_a_region_holds_there_only(koray, parkviertel, moabit_ost):
    assert list(queries.regions_of(koray)) == [parkviertel]
    assert queries.acts_as(koray, Role.STADTTEILKOORDINATION, parkviertel)
    assert not queries.acts_as(koray, Role.STADTTEILKOORDINATION, moabit_ost)


def test_role_on_a_bezirk_holds_for_its_regions(lothar, parkviertel):
    of_bezirk = Bezirksregion.objects.filter(bezirk_id="01")

    assert list(queries.regions_of(lothar, Role.LEITUNG)) == list(of_bezirk)
    assert queries.roles_in(lothar, parkviertel) == {Role.LEITUNG}


def test_role_on_another_bezirk_does_not_hold_here(lothar, parkviertel):
    elsewhere = Bezirk.objects.exclude(pk="01").first() or Bezirk.objects.create(pk="99", name="X")
    Assignment.objects.filter(user=lothar).update(bezirk=elsewhere)

    assert not queries.acts_as(lothar, Role.LEITUNG, parkviertel)
    assert queries.roles_in(lothar, parkviertel) == set()
    assert lothar not in queries.people_with(Role.LEITUNG, parkviertel)


@pytest.mark.parametrize(
    ("day", "holds"), [(dt.date(2026, 3, 2), True), (dt.date(2026, 3, 3), False)]
)
def test_role_holds_through_its_last_day(koray, parkviertel, clock, day, holds):
    run_out(koray, dt.date(2026, 3, 2))

    clock.set(day)

    assert queries.holds_role(koray) is holds
    assert queries.acts_as(koray, Role.STADTTEILKOORDINATION, parkviertel) is holds
    assert (parkviertel in queries.regions_of(koray)) is holds
    assert (koray in queries.people_with(Role.STADTTEILKOORDINATION, parkviertel)) is holds
    assert koray.has_perm(ENTER_ARBEIT) is holds
    assert koray.has_perm("regions.act_as_stadtteilkoordination", parkviertel) is holds


def test_role_does_not_hold_before_its_first_day(koray, clock):
    Assignment.objects.filter(user=koray).update(valid_from=dt.date(2026, 3, 3))

    assert not queries.holds_role(koray)
    clock.set(dt.date(2026, 3, 3))
    assert queries.holds_role(koray)


def test_other_roles_are_not_held(koray, parkviertel):
    assert not queries.holds_role(koray, Role.LEITUNG, Role.TECHNIK)
    assert not queries.acts_as(koray, Role.LEITUNG, parkviertel)
    assert list(queries.regions_of(koray, Role.LEITUNG)) == []
    assert not koray.has_perm("regions.act_as_leitung", parkviertel)


def test_people_with_finds_region_and_bezirk(koray, kerstin, samira, parkviertel):
    assert list(queries.people_with(Role.STADTTEILKOORDINATION, parkviertel)) == [koray]
    assert list(queries.people_with(Role.SACHBEARBEITUNG, parkviertel)) == [samira]


def test_nobody_and_closed_accounts_hold_nothing(koray, parkviertel):
    koray.is_active = False
    koray.save()

    assert not queries.holds_role(AnonymousUser())
    assert not queries.holds_role(koray)
    assert queries.roles_in(koray, parkviertel) == set()
    assert list(queries.people_with(Role.STADTTEILKOORDINATION, parkviertel)) == []


def test_each_question_is_one_query(koray, parkviertel, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(queries.regions_of(koray, Role.STADTTEILKOORDINATION))
    with django_assert_num_queries(1):
        queries.acts_as(koray, Role.STADTTEILKOORDINATION, parkviertel)
    with django_assert_num_queries(1):
        queries.holds_role(koray)
    with django_assert_num_queries(1):
        queries.roles_in(koray, parkviertel)
    with django_assert_num_queries(1):
        list(queries.people_with(Role.STADTTEILKOORDINATION, parkviertel))
