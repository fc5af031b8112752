"""Put cases on the agenda of a Sitzung, take them off, and order them."""

from django.db import transaction
from django.db.models import Max

from portal import audit
from portal.errors import Refused
from portal.rows import bump, lock
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.services.stage import advance
from stadtteilkasse.jury.domain import ItemState
from stadtteilkasse.jury.models import Tagesordnungspunkt, Votum
from stadtteilkasse.jury.services.common import entry_of, lock_item, lock_open_sitzung


@transaction.atomic
def put_on_agenda(sitzung, case, *, actor, expected_version=None):
    """Put a case that is ready, or waits for money, last on the agenda; returns the item.

    `expected_version` is the case's. Raises `Refused`, `Stale`.
    """
    case = lock(Antrag.objects, case.pk, expected_version)
    sitzung = lock_open_sitzung(sitzung, actor)
    item, entry = _put(sitzung, case, actor)
    audit.record(entry)
    return item


@transaction.atomic
def fill_agenda(sitzung, cases, *, actor):
    """Put several cases on the agenda in the order of their receipt. Raises `Refused`."""
    locked = Antrag.objects.filter(pk__in=[case.pk for case in cases])
    locked = list(locked.order_by("pk").select_for_update(of=("self",)))
    sitzung = lock_open_sitzung(sitzung, actor)
    in_order = sorted(locked, key=lambda case: (case.received_on, case.pk))
    audit.record(*[_put(sitzung, case, actor)[1] for case in in_order])


@transaction.atomic
def take_off_agenda(item, *, actor, expected_version=None):
    """Take an open item off; its case is ready for another Sitzung. Raises `Refused`, `Stale`."""
    item = lock_item(item, actor, expected_version)
    if item.state != ItemState.OPEN:
        raise Refused("Dieser Punkt ist nicht mehr offen.")
    audit.record(take_off(item, actor))
    return item


@transaction.atomic
def move(item, *, by, actor):
    """Move an item up (by=-1) or down (by=1) on its agenda. Raises `Refused`."""
    sitzung = lock_open_sitzung(item.sitzung, actor)
    items = list(sitzung.items.on_agenda())
    if item not in items:
        raise Refused("Dieser Punkt steht nicht mehr auf der Tagesordnung.")
    here = items.index(item)
    there = here + by
    if not 0 <= there < len(items):
        return
    items[here], items[there] = items[there], items[here]
    for position, moved in enumerate(items, start=1):
        moved.position = position
    Tagesordnungspunkt.objects.bulk_update(items, ["position"])
    bump(sitzung)
    audit.record(entry_of("move", sitzung, actor, "items"))


def take_off(item, actor) -> audit.Entry:
    """For services that have locked the item and its case."""
    entry = advance(item.antrag, "take_off_agenda", actor=actor)
    item.state = ItemState.REMOVED
    item.save(update_fields=["state"])
    return entry


def _put(sitzung, case, actor):
    if case.region_id != sitzung.region_id:
        raise Refused("Der Antrag gehört zu einem anderen Stadtteil als die Sitzung.")
    entry = advance(
        case,
        "put_on_agenda",
        actor=actor,
        sitzung=sitzung.public_id,
        day=sitzung.day.isoformat(),
    )
    return _place(sitzung, case), entry


def _place(sitzung, case):
    # A case that was taken off or adjourned here comes back under the same item.
    last = sitzung.items.aggregate(Max("position"))["position__max"] or 0
    item, _ = Tagesordnungspunkt.objects.update_or_create(
        sitzung=sitzung,
        antrag=case,
        defaults={"state": ItemState.OPEN, "position": last + 1},
    )
    Votum.objects.filter(item=item).delete()
    return item
