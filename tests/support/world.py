"""What stands in the template database of all tests."""

import datetime as dt

from django.core.management import call_command, get_commands

from koordination.models import Dienststelle
from regions.models import Bezirk, Bezirksregion, Prognoseraum
from regions.roles.cast import create_cast
from stadtteilkasse.bescheid.seed import create_klauseln

REGIONS = [
    ("011001", "Tiergarten Süd", "TS"),
    ("011002", "Regierungsviertel", "RV"),
    ("011003", "Alexanderplatz", "AP"),
    ("011004", "Brunnenstraße Süd", "BS"),
    ("012005", "Moabit West", "MW"),
    ("012006", "Moabit Ost", "MO"),
    ("013007", "Osloer Straße", "OS"),
    ("013008", "Brunnenstraße Nord", "BN"),
    ("014009", "Parkviertel", "PV"),
    ("014010", "Wedding Zentrum", "WZ"),
]


def fill_template():
    """All regions, about one percent of the addresses, a Richtlinie, a year's money, the cast."""
    _load_areas()
    people = create_cast()
    _seed_fund(people)


def _load_areas():
    if "load_reference" in get_commands():
        call_command("load_reference", verbosity=0)
        return
    bezirk = Bezirk.objects.create(pk="01", name="Mitte")
    for pk, name, kuerzel in REGIONS:
        prognoseraum, _ = Prognoseraum.objects.get_or_create(
            pk=pk[:4], defaults={"bezirk": bezirk, "name": pk[:4]}
        )
        Bezirksregion.objects.create(
            pk=pk,
            bezirk=bezirk,
            prognoseraum=prognoseraum,
            name=name,
            kuerzel=kuerzel,
            valid_from=dt.date(2021, 1, 1),
        )


def _seed_fund(people):
    try:
        from stadtteilkasse.haushalt import seed
    except ImportError:
        return
    bezirk = Bezirk.objects.get(pk="01")
    seed.create_richtlinie(bezirk, edited_by=people["samira"], approved_by=people["lothar"])
    seed.open_demo_year(2026, actor=people["lothar"])
    create_klauseln()
    _make_dienststelle(bezirk)


def _make_dienststelle(bezirk):
    Dienststelle.objects.get_or_create(
        bezirk=bezirk,
        valid_from=dt.date(2020, 1, 1),
        defaults={
            "authority": "Bezirksamt Mitte von Berlin",
            "department": "Stadtentwicklung, Soziales und Gesundheit",
            "unit": "Sozialraumorientierte Planungskoordination",
            "street": "Müllerstraße 146",
            "postal_code": "13353",
            "phone": "030 9018-00000",
            "email": "spk@example.org",
        },
    )
