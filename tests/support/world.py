"""What stands in the template database of all tests."""

from django.conf import settings
from django.core.management import call_command

from koordination.seed import create_koordination
from regions.models import Bezirk
from regions.roles.cast import create_cast
from stadtteilkasse.bescheid.seed import create_klauseln
from stadtteilkasse.haushalt.seed import create_richtlinie, open_demo_year


def fill_template():
    """All regions with streets and offices, a Richtlinie, the money of 2026, the cast."""
    call_command("load_reference", verbosity=0)
    bezirk = Bezirk.objects.get(pk=settings.BEZIRK)
    create_koordination(bezirk)
    people = create_cast()
    create_richtlinie(bezirk, edited_by=people["samira"], approved_by=people["lothar"])
    open_demo_year(2026, actor=people["lothar"])
    create_klauseln()
