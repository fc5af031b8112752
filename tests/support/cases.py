"""Cases and Sitzungen for tests, written directly at the stage that a test needs."""

import datetime as dt
from decimal import Decimal
from itertools import count

from portal import clock
from regions.models import Bezirksregion
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, Beteiligter, Kostenposition
from stadtteilkasse.haushalt.models import Haushaltsjahr
from stadtteilkasse.haushalt.queries import current_richtlinie
from stadtteilkasse.jury.models import Sitzung, Tagesordnungspunkt

PARKVIERTEL = "014009"
numbers = count(1)


def make_case(stage=Stage.SUBMITTED, *, region_id=PARKVIERTEL, applicant=None, **fields):
    """A sent case of 350 € with one cost line, at a stage, without the way that led there."""
    region = Bezirksregion.objects.get(pk=region_id)
    today = clock.today()
    values = {
        "number": f"STK-{region.kuerzel}-{today.year}-{next(numbers):03}",
        "submitted_at": clock.now(),
        "received_on": today,
        "region": region,
        "haushaltsjahr": Haushaltsjahr.objects.get(year=today.year),
        "richtlinie": current_richtlinie(region, today),
        "title": "Nachbarschaftsfest im Hof",
        "description": "Wir laden alle aus den Häusern zu Musik und Spielen ein. " * 6,
        "first_name": "Aylin",
        "last_name": "Demir",
        "email": "aylin@example.org",
        "applicant_kind": "person",
        "open_to_all": True,
        "begun": False,
        "starts_on": today + dt.timedelta(days=60),
        "requested_amount": Decimal("350.00"),
    }
    case = Antrag.objects.create(stage=stage, **values | fields)
    Kostenposition.objects.create(
        antrag=case, position=1, label="Bänke", kind="miete", unit_price=case.requested_amount
    )
    if applicant:
        Beteiligter.objects.create(antrag=case, user=applicant)
    return case


def make_sitzung(*, region_id=PARKVIERTEL, in_days=0, invited=8, present=6, **fields):
    """A Sitzung of the region's jury, by default today with a quorum."""
    day = clock.today() + dt.timedelta(days=in_days)
    values = {
        "day": day,
        "starts_at": dt.time(18),
        "application_deadline": day,
        "invited": invited,
        "present": present,
    }
    return Sitzung.objects.create(region_id=region_id, **values | fields)


def make_item(sitzung=None, case=None, **fields):
    """An open item with a case on the agenda of a Sitzung of today."""
    sitzung = sitzung or make_sitzung()
    case = case or make_case(Stage.ON_AGENDA, region_id=sitzung.region_id)
    position = sitzung.items.count() + 1
    return Tagesordnungspunkt.objects.create(
        sitzung=sitzung, antrag=case, **{"position": position} | fields
    )
