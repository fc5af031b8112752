"""What every service of the room asks first."""

from portal import audit
from portal.errors import Refused
from portal.rows import lock
from regions.roles.queries import roles_in
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.jury.models import Sitzung, Tagesordnungspunkt
from stadtteilkasse.jury.querysets import RUNS_SITZUNGEN


def refuse_unless_runs(actor, region):
    """`Refused` unless the person runs the Sitzungen of this region."""
    if not roles_in(actor, region) & RUNS_SITZUNGEN:
        raise Refused("Sitzungen dieses Stadtteils gehören nicht zu Ihren Aufgaben.")


def refuse_unless_open(sitzung):
    """`Refused` when the Sitzung is cancelled or closed."""
    if sitzung.cancelled_at:
        raise Refused("Diese Sitzung ist abgesagt.")
    if sitzung.closed_at:
        raise Refused("Diese Sitzung ist abgeschlossen. Es lässt sich nichts mehr ändern.")


def lock_open_sitzung(sitzung, actor, expected_version=None):
    """The Sitzung, locked, open, and the actor's to run."""
    sitzung = lock(Sitzung.objects.select_related("region"), sitzung.pk, expected_version)
    refuse_unless_runs(actor, sitzung.region)
    refuse_unless_open(sitzung)
    return sitzung


def lock_item(item, actor, expected_version=None):
    """The item with its case and its Sitzung, all locked: case first. The version is the case's."""
    case = lock(Antrag.objects, item.antrag_id, expected_version)
    sitzung = lock_open_sitzung(item.sitzung, actor)
    item = lock(Tagesordnungspunkt.objects, item.pk)
    item.antrag, item.sitzung = case, sitzung
    return item


def entry_of(step, sitzung, actor, *fields):
    return audit.Entry(
        step=f"jury.{step}",
        actor=actor,
        subject=sitzung.public_id,
        region_id=sitzung.region_id,
        fields=fields,
    )
