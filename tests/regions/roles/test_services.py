import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from portal.errors import Refused, Stale
from portal.models import AuditEntry, Message, User
from regions.models import Bezirk, Bezirksregion
from regions.roles import queries, services
from regions.roles.models import (
    Assignment,
    BezirksregionUserObjectPermission,
    BezirkUserObjectPermission,
)
from regions.roles.permissions import Role

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def parkviertel(db):
    return Bezirksregion.objects.get(pk="014009")


@pytest.fixture
def bezirk(db):
    return Bezirk.objects.get(pk="01")


def give(user, actor, area, role=Role.SACHBEARBEITUNG, **days):
    return services.give_role(
        user, role=role, area=area, actor=actor, **({"valid_from": TODAY} | days)
    )


def last_steps(count=1):
    return [entry.step for entry in AuditEntry.objects.order_by("-seq")[:count]]


def test_give_role_writes_assignment_permission_and_audit(sven, lothar, parkviertel):
    assignment = give(sven, lothar, parkviertel, valid_until=dt.date(2026, 12, 31))

    assert queries.acts_as(sven, Role.SACHBEARBEITUNG, parkviertel)
    permission = BezirksregionUserObjectPermission.objects.get(user=sven)
    assert permission.permission.codename == "act_as_sachbearbeitung"
    entry = AuditEntry.objects.latest("seq")
    assert (entry.step, entry.actor, entry.subject, entry.region_id) == (
        "role.given",
        lothar.public_id,
        assignment.public_id,
        "014009",
    )


def test_give_role_to_oneself_is_refused_by_service_and_database(lothar, bezirk):
    with pytest.raises(Refused, match="selbst keine Rolle"):
        give(lothar, lothar, bezirk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            user=lothar, role=Role.ZAHLUNG, bezirk=bezirk, valid_from=TODAY, given_by=lothar
        )

    assert not queries.holds_role(lothar, Role.SACHBEARBEITUNG, Role.ZAHLUNG)


@pytest.mark.parametrize("name", ["koray", "samira", "timo", "sven"])
def test_give_role_by_others_than_leitung_is_refused(name, jutta, parkviertel, request):
    with pytest.raises(Refused, match="nur die Leitung"):
        give(jutta, request.getfixturevalue(name), parkviertel)

    assert not queries.holds_role(jutta)


def test_give_role_in_another_bezirk_is_refused(sven, lothar):
    elsewhere = Bezirk.objects.exclude(pk="01").first() or Bezirk.objects.create(pk="99", name="X")

    with pytest.raises(Refused, match="nur die Leitung"):
        give(sven, lothar, elsewhere)


@pytest.mark.parametrize(
    ("role", "days", "sentence"),
    [
        (Role.LEITUNG, {"valid_until": dt.date(2026, 3, 1)}, "vor dem ersten"),
        (
            Role.LEITUNG,
            {"valid_from": dt.date(2026, 1, 1), "valid_until": dt.date(2026, 3, 1)},
            "schon vorbei",
        ),
        (Role.PRUEFUNG, {}, "letzten Tag"),
    ],
)
def test_give_role_with_wrong_days_is_refused(sven, lothar, bezirk, role, days, sentence):
    with pytest.raises(Refused, match=sentence):
        give(sven, lothar, bezirk, role, **days)


def test_give_role_twice_is_refused_until_it_is_over(sven, lothar, bezirk, clock):
    give(sven, lothar, bezirk, valid_until=dt.date(2026, 6, 30))

    with pytest.raises(Refused, match="in dieser Zeit schon"):
        give(sven, lothar, bezirk, valid_from=dt.date(2026, 6, 30))
    give(sven, lothar, bezirk, valid_from=dt.date(2026, 7, 1))

    clock.set(dt.date(2026, 7, 1))
    assert queries.holds_role(sven, Role.SACHBEARBEITUNG)


def test_exactly_one_area_is_demanded_by_the_database(sven, lothar, bezirk, parkviertel):
    for areas in ({}, {"bezirk": bezirk, "region": parkviertel}):
        with pytest.raises(IntegrityError, match="one_area"), transaction.atomic():
            Assignment.objects.create(
                user=sven, role=Role.ZAHLUNG, valid_from=TODAY, given_by=lothar, **areas
            )


def test_give_role_by_email_makes_account_and_invites(lothar, bezirk):
    services.give_role_by_email(
        email="Neu@Example.org",
        name="Nora Neu",
        role=Role.ZAHLUNG,
        area=bezirk,
        actor=lothar,
        valid_from=TODAY,
        valid_until=None,
    )

    nora = User.objects.get(email="neu@example.org")
    assert queries.holds_role(nora, Role.ZAHLUNG)
    assert Message.objects.get(to=nora.email).kind == "invitation"
    assert set(last_steps(2)) == {"role.given", "account.created"}


def test_end_role_ends_it_at_once(koray, lothar, parkviertel, kerstin):
    give(kerstin, lothar, parkviertel, Role.STADTTEILKOORDINATION)
    assignment = koray.assignments.get()

    services.end_role(assignment, actor=lothar, handed_to=kerstin)

    assignment.refresh_from_db()
    assert not queries.holds_role(koray)
    assert assignment.handed_to == kerstin
    assert not BezirksregionUserObjectPermission.objects.filter(user=koray).exists()
    assert last_steps() == ["role.ended"]


def test_end_role_later_holds_until_then(koray, lothar, clock):
    services.end_role(koray.assignments.get(), actor=lothar, ended_on=dt.date(2026, 4, 1))

    clock.set(dt.date(2026, 3, 31))
    assert queries.holds_role(koray)
    clock.set(dt.date(2026, 4, 1))
    assert not queries.holds_role(koray)


def test_end_role_refusals_change_nothing(koray, kerstin, samira, lothar):
    assignment = koray.assignments.get()

    with pytest.raises(Refused, match="nur die Leitung"):
        services.end_role(assignment, actor=samira)
    with pytest.raises(Refused, match="rückwirkend"):
        services.end_role(assignment, actor=lothar, ended_on=dt.date(2026, 3, 1))
    with pytest.raises(Refused, match="nicht annehmen"):
        services.end_role(assignment, actor=lothar, handed_to=kerstin)
    with pytest.raises(Stale):
        services.end_role(assignment, actor=lothar, expected_version=7)

    assert queries.holds_role(koray)


def test_last_leitung_cannot_be_ended(lothar, samira, bezirk):
    with pytest.raises(Refused, match="einzige Leitung"):
        services.end_role(lothar.assignments.get(), actor=lothar)

    give(samira, lothar, bezirk, Role.LEITUNG)
    services.end_role(lothar.assignments.get(), actor=lothar)
    assert not queries.holds_role(lothar)


def test_role_given_again_after_its_end_writes_its_permission_again(sven, lothar, bezirk):
    services.end_role(give(sven, lothar, bezirk), actor=lothar)

    give(sven, lothar, bezirk)

    assert BezirkUserObjectPermission.objects.filter(user=sven).count() == 1


def test_first_role_names_one_leitung_once(db, capsys):
    elsewhere = Bezirk.objects.exclude(pk="01").first() or Bezirk.objects.create(pk="99", name="X")

    call_command("first_role", "erste@example.org", "--bezirk", elsewhere.pk)

    first = User.objects.get(email="erste@example.org")
    assert list(queries.bezirke_of(first, Role.LEITUNG)) == [elsewhere]
    assert last_steps() == ["role.given"]
    assert "/arbeit/passwort/" in capsys.readouterr().out
    with pytest.raises(CommandError, match="schon eine Leitung"):
        call_command("first_role", "zweite@example.org", "--bezirk", elsewhere.pk)
    assert not User.objects.filter(email="zweite@example.org").exists()
