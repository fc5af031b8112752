"""The people of tests, demo and screenshots, with their roles. All invented."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model

from portal import clock
from regions.models import Bezirk, Bezirksregion
from regions.roles import services
from regions.roles.models import Assignment
from regions.roles.permissions import Role

FIRST_DAY = dt.date(2020, 1, 1)


@dataclass(frozen=True)
class Member:
    """One of the cast: what they do, and their role on a Bezirksregion, else on the Bezirk."""

    key: str
    name: str
    sentence: str
    role: Role | None = None
    region_id: str | None = None

    @property
    def first_name(self):
        return self.name.split()[0]

    @property
    def email(self):
        return f"{self.key}@example.org"


CAST = [
    Member("aylin", "Aylin Demir", "wohnt im Parkviertel und stellt einen Antrag."),
    Member("bogdan", "Bogdan Nowak", "stellt Anträge für einen Verein in Moabit Ost."),
    Member(
        "koray",
        "Koray Yıldız",
        "koordiniert das Parkviertel.",
        Role.STADTTEILKOORDINATION,
        "014009",
    ),
    Member(
        "kerstin",
        "Kerstin Albrecht",
        "koordiniert Moabit Ost.",
        Role.STADTTEILKOORDINATION,
        "012006",
    ),
    Member("jutta", "Jutta Berger", "sitzt in der Jury."),
    Member("samira", "Samira Haddad", "entwirft die Bescheide.", Role.SACHBEARBEITUNG),
    Member("lothar", "Lothar Krüger", "gibt die Bescheide frei.", Role.LEITUNG),
    Member("petra", "Petra Vogel", "zahlt aus.", Role.ZAHLUNG),
    Member("renate", "Renate Schilling", "prüft, liest nur, und nur auf Zeit.", Role.PRUEFUNG),
    Member("timo", "Timo Wagner", "kümmert sich um die Technik.", Role.TECHNIK),
    Member("sven", "Sven Lindner", "ist hier fremd."),
]


def create_cast():
    """Make the cast with their roles, or find them as they are; returns `{key: User}`."""
    people = {member.key: _person(member) for member in CAST}
    bezirk = Bezirk.objects.get(pk=settings.BEZIRK)
    if not Assignment.objects.filter(bezirk=bezirk, role=Role.LEITUNG).exists():
        _give_roles(people, bezirk)
    return people


def _person(member):
    User = get_user_model()
    user = User.objects.filter(email=member.email).first()
    return user or User.objects.create_user(member.email, name=member.name)


def _give_roles(people, bezirk):
    leitung = services.name_first_leitung(people["lothar"], bezirk)
    # The cast works in all the years of the demo's cases, whatever day it is made on.
    Assignment.objects.filter(pk=leitung.pk).update(valid_from=FIRST_DAY)
    for member in CAST:
        if member.role in (None, Role.LEITUNG):
            continue
        services.give_role(
            people[member.key],
            role=member.role,
            area=_area(member, bezirk),
            actor=people["lothar"],
            valid_from=FIRST_DAY,
            valid_until=_last_day(member),
        )


def _area(member, bezirk):
    return Bezirksregion.objects.get(pk=member.region_id) if member.region_id else bezirk


def _last_day(member):
    if member.role is Role.PRUEFUNG:
        return dt.date(clock.today().year, 12, 31)
    return None
