"""Many invented cases, written in bulk: the rows that the services would write.

A test takes plans of each kind through the services and compares every column.
"""

import datetime as dt

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from psycopg2.extras import execute_values

from koordination.queries import dienststelle_of, office_of
from portal import audit, clock
from portal.models import Message
from regions.models import Bezirk, Bezirksregion
from stadtteilkasse.akte.demo.ledger import Ledger, Numbers, allot_enough
from stadtteilkasse.akte.demo.plan import plans
from stadtteilkasse.akte.demo.rows import World
from stadtteilkasse.akte.demo.writer import Writer
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.bescheid.domain import BescheidState
from stadtteilkasse.bescheid.letter import clauses_of
from stadtteilkasse.bescheid.models import Bescheid
from stadtteilkasse.haushalt.models import Budget, Haushaltsjahr
from stadtteilkasse.haushalt.queries import current_richtlinie
from stadtteilkasse.jury import services as jury
from stadtteilkasse.jury.domain import SitzungForm
from stadtteilkasse.jury.models import Sitzung, Tagesordnungspunkt, Votum

User = get_user_model()

A_BATCH = 1000

# Stages that a case reaches only over a Sitzung.
OVER_A_SITZUNG = {Stage.ON_AGENDA, Stage.VOTED, Stage.DRAFTED, Stage.ANNOUNCED}

WITH_RELEASE = (
    "state",
    "version",
    "number",
    "content",
    "sha256",
    "released_by_id",
    "released_at",
)
RELEASE = f"""
    UPDATE stadtteilkasse_bescheid AS letter
    SET {", ".join(f"{name} = new.{name}" for name in WITH_RELEASE)}
    FROM (VALUES %s) AS new (id, {", ".join(WITH_RELEASE)})
    WHERE letter.id = new.id
"""


def make_in_bulk(count: int, *, seed: int, years: list[int], people: dict) -> int:
    """Write so many cases, the same ones for the same arguments and day. Returns how many."""
    regions = list(Bezirksregion.objects.filter(bezirk=settings.BEZIRK).order_by("pk"))
    planned = plans(
        count,
        seed=seed,
        years=years,
        region_ids=[region.pk for region in regions],
        today=clock.today(),
    )
    write_plans(planned, people=people)
    return len(planned)


@transaction.atomic
def write_plans(planned, *, people) -> None:
    """Write the rows of these plans, in one transaction."""
    world = read_world(planned, people)
    allot_enough(planned, world.years, world.regions, actor=people["lothar"])
    ledger = Ledger(Budget.objects.filter(haushaltsjahr__in=world.years.values()))
    numbers = Numbers()
    writer = Writer(world, ledger, numbers)
    for plan in planned:
        writer.write(plan)
    _save(writer.rows)
    numbers.save()
    ledger.save()
    audit.record(*writer.rows.entries)


def read_world(planned, people) -> World:
    """All that the plans share; Sitzungen and residents are made where they are not there yet."""
    bezirk, today = Bezirk.objects.get(pk=settings.BEZIRK), clock.today()
    regions = {region.pk: region for region in Bezirksregion.objects.filter(bezirk=bezirk)}
    return World(
        regions=regions,
        years={year.year: year for year in Haushaltsjahr.objects.filter(bezirk=bezirk)},
        richtlinien={pk: current_richtlinie(region, today) for pk, region in regions.items()},
        sitzungen=_sitzungen(planned, regions, people["samira"]),
        residents=_residents(planned),
        offices={pk: office_of(region, today) for pk, region in regions.items()},
        sender=dienststelle_of(bezirk.pk, today),
        clauses=clauses_of("a", today),
        clerk=people["samira"],
        head=people["lothar"],
    )


def _sitzungen(planned, regions, actor):
    wanted = {(plan.region_id, plan.sitzung_on) for plan in planned if plan.stage in OVER_A_SITZUNG}
    return {
        (region_id, day): _sitzung(regions[region_id], day, actor)
        for region_id, day in sorted(wanted)
    }


def _sitzung(region, day, actor):
    known = Sitzung.objects.filter(region=region, day=day, cancelled_at=None, closed_at=None)
    if known.exists():
        return known.first()
    with clock.at(min(day, clock.today()) - dt.timedelta(days=30)):
        sitzung = jury.plan_sitzung(
            region,
            day=day,
            starts_at=dt.time(18),
            application_deadline=day - dt.timedelta(days=7),
            form=SitzungForm.PRESENT,
            place="Stadtteilbüro",
            invited=8,
            actor=actor,
        )
    if day > clock.today():
        return sitzung
    with clock.at(day):
        return jury.record_attendance(sitzung, invited=8, present=6, actor=actor)


def _residents(planned):
    names = sorted({(plan.first_name, plan.last_name) for plan in planned})
    emails = {name: f"{name[0]}.{name[1]}@example.org".lower() for name in names}
    known = set(User.objects.filter(email__in=emails.values()).values_list("email", flat=True))
    User.objects.bulk_create(
        User(email=email, name=" ".join(name), password=make_password(None))
        for name, email in emails.items()
        if email not in known
    )
    users = {user.email: user for user in User.objects.filter(email__in=emails.values())}
    return {name: users[email] for name, email in emails.items()}


def _save(rows):
    Antrag.objects.bulk_create(rows.cases, batch_size=A_BATCH)
    _create_by_model(rows.of_cases)
    Tagesordnungspunkt.objects.bulk_create(rows.items, batch_size=A_BATCH)
    Votum.objects.bulk_create(rows.votes, batch_size=A_BATCH)
    Message.objects.bulk_create(rows.messages, batch_size=A_BATCH)
    _save_letters(rows)
    _create_by_model(rows.bookings)


def _save_letters(rows):
    """As drafts first: what belongs to a letter is written before it is released (trigger)."""
    released = [(letter, _take_back(letter)) for letter in rows.letters if letter.number]
    Bescheid.objects.bulk_create(rows.letters, batch_size=A_BATCH)
    _create_by_model(rows.of_letters)
    with connection.cursor() as cursor:
        execute_values(
            cursor.cursor,
            RELEASE,
            [(letter.pk, *content) for letter, content in released],
            page_size=A_BATCH,
        )


def _take_back(letter):
    """Make a draft of a released letter; returns what its release sets."""
    content = [getattr(letter, name) for name in WITH_RELEASE]
    letter.state, letter.version, letter.number = BescheidState.DRAFT, 1, None
    letter.content, letter.sha256 = None, ""
    letter.released_by, letter.released_at = None, None
    return content


def _create_by_model(rows):
    """Insert rows of several models that no other row refers to, without reading their ids."""
    by_model = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for model, of_model in by_model.items():
        _insert(model, of_model)


def _insert(model, rows):
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    fields = [field for field in fields if not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    for row in rows:
        # As bulk_create does: a row may name one that got its id after it was made.
        row._prepare_related_fields_for_save(operation_name="bulk_create")
    with connection.cursor() as cursor:
        execute_values(
            cursor.cursor,
            f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES %s',
            [
                [
                    field.get_db_prep_save(getattr(row, field.attname), connection)
                    for field in fields
                ]
                for row in rows
            ],
            page_size=A_BATCH,
        )
