"""Keep Träger, offices, contacts and the Dienststelle; for Sachbearbeitung and Leitung."""

import datetime as dt

from django.conf import settings
from django.db import transaction

from koordination.models import (
    Dienststelle,
    Kontakt,
    Koordination,
    OpeningHours,
    Traeger,
    Traegerschaft,
)
from portal import audit
from portal.errors import Refused
from portal.rows import bump, lock
from regions.models import Bezirksregion
from regions.roles.permissions import Role
from regions.roles.queries import bezirke_of

KEEPERS = (Role.SACHBEARBEITUNG, Role.LEITUNG)


@transaction.atomic
def add_traeger(*, actor, **values):
    """A new Träger. Raises `Refused` for who does not work for the Bezirk, as all here do."""
    _refuse_others(actor)
    traeger = Traeger.objects.create(**values)
    audit.record(_entry("traeger.added", traeger, actor, values))
    return traeger


@transaction.atomic
def change_traeger(traeger, *, actor, expected_version, **values):
    """Change a Träger to these values. Raises `Stale`, as all changes here do."""
    return _change(traeger, "traeger.changed", actor, expected_version, values)


@transaction.atomic
def appoint_traeger(region, *, actor, traeger, valid_from, valid_until=None):
    """Make a Träger responsible for a region from a day on. Returns the `Traegerschaft`.

    The one before ends the day before. Raises `Refused` when another is entered for that time.
    """
    _refuse_others(actor)
    _refuse_wrong_days(valid_from, valid_until)
    region = _locked(region)
    ended = _end_running(Traegerschaft.objects.filter(region=region), valid_from)
    _refuse_overlap(Traegerschaft.objects.filter(region=region), valid_from, valid_until)
    begun = Traegerschaft.objects.create(
        region=region, traeger=traeger, valid_from=valid_from, valid_until=valid_until
    )
    audit.record(
        *(_entry("traegerschaft.ended", row, actor, ["valid_until"]) for row in ended),
        _entry("traegerschaft.begun", begun, actor, ["traeger", "valid_from", "valid_until"]),
    )
    return begun


@transaction.atomic
def change_traegerschaft(traegerschaft, *, actor, expected_version, **values):
    """Correct Träger or days of a Trägerschaft. Raises `Refused` when the days overlap another."""
    _locked(traegerschaft.region)
    _refuse_wrong_days(values["valid_from"], values["valid_until"])
    others = Traegerschaft.objects.filter(region=traegerschaft.region).exclude(pk=traegerschaft.pk)
    _refuse_overlap(others, values["valid_from"], values["valid_until"])
    return _change(traegerschaft, "traegerschaft.changed", actor, expected_version, values)


@transaction.atomic
def open_office(region, *, actor, hours, **values):
    """A new office of a region from a day on; the one before ends the day before.

    `hours` are (weekday 1 to 7, opens, closes). Raises `Refused` when another office is entered
    for that time.
    """
    _refuse_others(actor)
    _refuse_wrong_days(values["valid_from"], values["valid_until"])
    region = _locked(region)
    offices = Koordination.objects.filter(region=region)
    ended = _end_running(offices, values["valid_from"])
    _refuse_overlap(offices, values["valid_from"], values["valid_until"])
    office = Koordination.objects.create(region=region, **values)
    _set_hours(office, hours)
    audit.record(
        *(_entry("office.ended", row, actor, ["valid_until"]) for row in ended),
        _entry("office.opened", office, actor, [*values, "hours"]),
    )
    return office


@transaction.atomic
def change_office(office, *, actor, expected_version, hours, **values):
    """Change an office and its hours. Raises `Refused` when its days overlap another's."""
    _locked(office.region)
    _refuse_wrong_days(values["valid_from"], values["valid_until"])
    others = Koordination.objects.filter(region=office.region).exclude(pk=office.pk)
    _refuse_overlap(others, values["valid_from"], values["valid_until"])
    had = list(office.hours.values_list("weekday", "opens", "closes"))
    if had != sorted(hours):
        _set_hours(office, hours)
        return _change(office, "office.changed", actor, expected_version, values, "hours")
    return _change(office, "office.changed", actor, expected_version, values)


@transaction.atomic
def add_contact(office, *, actor, **values):
    """A person whom one can ask in the office. Gives no rights."""
    _refuse_others(actor)
    _refuse_wrong_days(values["valid_from"], values["valid_until"])
    contact = Kontakt.objects.create(office=office, **values)
    audit.record(_entry("contact.added", contact, actor, values))
    return contact


@transaction.atomic
def change_contact(contact, *, actor, expected_version, **values):
    """Change a contact to these values."""
    _refuse_wrong_days(values["valid_from"], values["valid_until"])
    return _change(contact, "contact.changed", actor, expected_version, values)


@transaction.atomic
def add_dienststelle(bezirk, *, actor, **values):
    """How the authority stands on letters from a day on. Raises `Refused` for a taken day."""
    _refuse_others(actor)
    _refuse_taken_day(Dienststelle.objects.filter(bezirk=bezirk), values["valid_from"])
    dienststelle = Dienststelle.objects.create(bezirk=bezirk, **values)
    audit.record(_entry("dienststelle.added", dienststelle, actor, values))
    return dienststelle


@transaction.atomic
def change_dienststelle(dienststelle, *, actor, expected_version, **values):
    """Correct the Dienststelle. Letters that are out keep the words they have."""
    others = Dienststelle.objects.filter(bezirk=dienststelle.bezirk).exclude(pk=dienststelle.pk)
    _refuse_taken_day(others, values["valid_from"])
    return _change(dienststelle, "dienststelle.changed", actor, expected_version, values)


def _change(row, step, actor, expected_version, values, *also_changed):
    _refuse_others(actor)
    row = lock(type(row).objects, row.pk, expected_version)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    bump(row, *changed)
    audit.record(_entry(step, row, actor, [*changed, *also_changed]))
    return row


def _locked(region):
    """The region's row, locked: only one at a time may change who serves it."""
    return lock(Bezirksregion.objects, region.pk)


def _end_running(rows, day):
    """End what began before the day and would run into it, on the day before."""
    running = list(rows.valid_on(day).filter(valid_from__lt=day))
    for row in running:
        row.valid_until = day - dt.timedelta(days=1)
        bump(row, "valid_until")
    return running


def _set_hours(office, hours):
    office.hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(office=office, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in hours
    )


def _refuse_others(actor):
    if not bezirke_of(actor, *KEEPERS).filter(pk=settings.BEZIRK).exists():
        raise Refused("Das darf nur, wer für diesen Bezirk arbeitet.")


def _refuse_wrong_days(valid_from, valid_until):
    if valid_until and valid_until < valid_from:
        raise Refused("Das Ende liegt vor dem Anfang. Bitte prüfen Sie beide Tage.")


def _refuse_overlap(rows, valid_from, valid_until):
    others = rows.exclude(valid_until__lt=valid_from)
    if valid_until:
        others = others.exclude(valid_from__gt=valid_until)
    if other := others.order_by("valid_from").first():
        end = f"bis {other.valid_until:%d.%m.%Y}" if other.valid_until else "bis auf Weiteres"
        raise Refused(
            f"In dieser Zeit steht hier schon „{other}“, vom {other.valid_from:%d.%m.%Y} {end}. "
            "Bitte ändern Sie zuerst diesen Eintrag oder wählen Sie andere Tage."
        )


def _refuse_taken_day(rows, day):
    if rows.filter(valid_from=day).exists():
        raise Refused(
            f"Für den {day:%d.%m.%Y} gibt es schon einen Eintrag. Bitte ändern Sie diesen."
        )


def _entry(step, row, actor, fields):
    region_id = getattr(row, "region_id", None)
    return audit.Entry(
        step, actor, subject=row.public_id, region_id=region_id, fields=tuple(sorted(fields))
    )
