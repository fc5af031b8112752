"""Freezing a report, and completing its head."""

import hashlib

from django.db import transaction

from portal import audit, clock, jobs
from portal.errors import Refused
from portal.jobs.leases import LeaseState
from portal.rows import bump, lock
from regions.roles.queries import bezirke_of
from stadtteilkasse.bericht import queries
from stadtteilkasse.bericht.models import WRITERS, Bericht, BerichtPdf

RENDERER = "stadtteilkasse.bericht.tasks.render_due"

HEAD = (
    "subject",
    "drucksache_number",
    "decided_on",
    "bvv_on",
    "addition",
    "legal_ground",
    "staff_effects",
    "mayor",
    "councillor",
)


@transaction.atomic
def freeze_bericht(haushaltsjahr, *, actor) -> Bericht:
    """Freeze the figures of a year as they stand now; every format is made of them.

    Raises `Refused` when the actor does not report for this Bezirk.
    """
    _refuse_others(haushaltsjahr.bezirk, actor)
    snapshot = queries.snapshot(haushaltsjahr)
    content = snapshot.to_bytes()
    bericht = Bericht.objects.create(
        bezirk=haushaltsjahr.bezirk,
        year=haushaltsjahr.year,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        frozen_by=actor,
        frozen_at=clock.now(),
        subject=f"Stadtteilkassen im Bezirk {haushaltsjahr.bezirk} – Bericht {haushaltsjahr.year}",
    )
    BerichtPdf.objects.create(bericht=bericht, next_attempt_at=clock.now())
    jobs.wake(RENDERER)
    audit.record(_entry("bericht.frozen", bericht, actor, digests={"content": bericht.sha256}))
    return bericht


@transaction.atomic
def complete_head(bericht, values: dict, *, actor, expected_version=None) -> Bericht:
    """Write the head of a report ({field: value} of `HEAD`) and have its PDF made anew.

    Raises `Stale` when somebody else wrote it, `Refused` as `freeze_bericht`.
    """
    bericht = lock(Bericht.objects, bericht.pk, expected_version)
    _refuse_others(bericht.bezirk, actor)
    for name in HEAD:
        setattr(bericht, name, values[name])
    bump(bericht, *HEAD)
    _make_pdf_anew(bericht)
    audit.record(_entry("bericht.head_completed", bericht, actor, fields=HEAD))
    return bericht


def may_report(user, bezirk) -> bool:
    """Whether the person freezes reports of this Bezirk and writes their heads."""
    return bezirke_of(user, *WRITERS).filter(pk=bezirk.pk).exists()


def _refuse_others(bezirk, actor):
    if not may_report(actor, bezirk):
        raise Refused("Berichte schreiben Sachbearbeitung und Leitung des Bezirks.")


def _make_pdf_anew(bericht):
    BerichtPdf.objects.filter(bericht=bericht).update(
        state=LeaseState.QUEUED,
        attempts=0,
        crashes=0,
        lease_until=None,
        done_at=None,
        next_attempt_at=clock.now(),
    )
    jobs.wake(RENDERER)


def _entry(step, bericht, actor, **details):
    return audit.Entry(step, actor, subject=bericht.public_id, **details)
