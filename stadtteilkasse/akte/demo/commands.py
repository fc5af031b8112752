"""What `manage.py demo_data` does."""

import gc

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command

from koordination.seed import create_koordination
from portal import clock
from regions.models import Bezirk
from regions.roles.cast import create_cast
from regions.roles.permissions import Role
from regions.roles.services import give_role
from stadtteilkasse.akte.demo.bulk import make_in_bulk
from stadtteilkasse.akte.demo.story import Story
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.bescheid.seed import create_klauseln
from stadtteilkasse.haushalt.models import Haushaltsjahr, Richtlinie
from stadtteilkasse.haushalt.seed import create_richtlinie, open_demo_year

User = get_user_model()

DEPUTIES = (
    ("dilek", "Dilek Arslan", Role.SACHBEARBEITUNG),
    ("henrike", "Henrike Paulsen", Role.LEITUNG),
)


def make_ground(years) -> dict:
    """Areas, offices, the cast, rules, texts and open years; what stands is left. The cast."""
    if not Bezirk.objects.filter(pk=settings.BEZIRK).exists():
        call_command("load_reference", verbosity=0)
    bezirk = Bezirk.objects.get(pk=settings.BEZIRK)
    create_koordination(bezirk)
    people = create_cast()
    _name_deputies(bezirk, actor=people["lothar"])
    if not Richtlinie.objects.filter(bezirk=bezirk).exists():
        create_richtlinie(bezirk, edited_by=people["samira"], approved_by=people["lothar"])
    create_klauseln()
    for year in years:
        if not Haushaltsjahr.objects.filter(bezirk=bezirk, year=year).exists():
            open_demo_year(year, actor=people["lothar"])
    return people


def _name_deputies(bezirk, *, actor):
    """A second person who drafts and a second who releases: nobody signs alone, nor waits."""
    for key, name, role in DEPUTIES:
        email = f"{key}@example.org"
        if not User.objects.filter(email=email).exists():
            deputy = User.objects.create_user(email, name=name)
            give_role(deputy, role=role, area=bezirk, actor=actor, valid_from=clock.today())


def make_demo() -> int:
    """The cast with their cases, once. Returns how many cases there are."""
    this_year = clock.today().year
    people = make_ground([this_year - 1, this_year, this_year + 1])
    if not Antrag.objects.exists():
        Story(people).tell()
    return Antrag.objects.count()


def make_many(count, seed) -> int:
    """So many plausible cases in several years, the same ones for the same seed and day."""
    this_year = clock.today().year
    years = [this_year - 2, this_year - 1, this_year]
    people = make_ground(years)
    # A million rows that all stay until the end: looking for garbage among them finds none.
    gc.disable()
    try:
        return make_in_bulk(count, seed=seed, years=years, people=people)
    finally:
        gc.enable()
