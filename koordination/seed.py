"""Träger and offices to start with, from `reference/<Bezirk>.json`, for the demo and for tests.

The Träger are those found published for their regions (README beside the file); people, phone
numbers and opening hours are invented.
"""

import json
from pathlib import Path

from django.db import transaction

from koordination.domain import parse_hours
from koordination.models import (
    Dienststelle,
    Kontakt,
    Koordination,
    OpeningHours,
    Traeger,
    Traegerschaft,
)

FOLDER = Path(__file__).resolve().parent / "reference"


@transaction.atomic
def create_koordination(bezirk) -> None:
    """Enter what is not there yet; what staff changed is never touched."""
    path = FOLDER / f"{bezirk.pk}.json"
    if not path.exists():
        return
    data = json.loads(path.read_text(encoding="utf-8"))
    _create_dienststelle(bezirk, data["dienststelle"])
    traeger = {row["name"]: _create_traeger(row) for row in data["traeger"]}
    for row in data["offices"]:
        _create_traegerschaft(row, traeger.get(row["traeger"]))
        _create_office(row)


def _create_dienststelle(bezirk, row):
    if not Dienststelle.objects.filter(bezirk=bezirk).exists():
        Dienststelle.objects.create(bezirk=bezirk, **row)


def _create_traeger(row):
    traeger, _ = Traeger.objects.get_or_create(name=row["name"], defaults=row)
    return traeger


def _create_traegerschaft(row, traeger):
    held = Traegerschaft.objects.filter(region=row["region"])
    if traeger and not held.exists():
        Traegerschaft.objects.create(
            region_id=row["region"], traeger=traeger, valid_from=row["traeger_since"]
        )


def _create_office(row):
    if Koordination.objects.filter(region=row["region"]).exists():
        return
    office = Koordination.objects.create(region_id=row["region"], **row["office"])
    for weekday, text in row["hours"].items():
        for opens, closes in parse_hours(text):
            OpeningHours.objects.create(
                office=office, weekday=int(weekday), opens=opens, closes=closes
            )
    for contact in row["contacts"]:
        Kontakt.objects.create(office=office, valid_from=row["office"]["valid_from"], **contact)
