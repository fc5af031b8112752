"""Keep the special areas: Quartiersmanagement, Handlungsräume and the like."""

from django.db import transaction

from portal import audit
from portal.errors import Refused
from portal.rows import bump, lock
from regions.models import SpecialArea
from regions.roles.permissions import Role
from regions.roles.queries import bezirke_of

FIELDS = ("kind", "name", "valid_from", "valid_until", "source")


@transaction.atomic
def add_special_area(bezirk, *, actor, planungsraeume, **values):
    """A new special area of the Bezirk. Raises `Refused` for who does not work for the Bezirk."""
    _refuse_others(bezirk, actor)
    area = SpecialArea.objects.create(bezirk=bezirk, **values)
    area.planungsraeume.set(planungsraeume)
    audit.record(_entry("special_area.added", area, actor, values))
    return area


@transaction.atomic
def change_special_area(area, *, actor, expected_version, planungsraeume, **values):
    """Change the area to these values. Raises `Stale`, and `Refused` as `add_special_area`."""
    area = lock(SpecialArea.objects, area.pk, expected_version)
    _refuse_others(area.bezirk, actor)
    changed = [name for name in FIELDS if getattr(area, name) != values[name]]
    for name in changed:
        setattr(area, name, values[name])
    if set(area.planungsraeume.all()) != set(planungsraeume):
        area.planungsraeume.set(planungsraeume)
        changed.append("planungsraeume")
    bump(area, *(name for name in changed if name in FIELDS))
    audit.record(_entry("special_area.changed", area, actor, changed))
    return area


def _refuse_others(bezirk, actor):
    if bezirk not in bezirke_of(actor, Role.SACHBEARBEITUNG, Role.LEITUNG):
        raise Refused("Das darf nur, wer für diesen Bezirk arbeitet.")


def _entry(step, area, actor, fields):
    return audit.Entry(
        step, actor, subject=area.public_id, region_id=area.bezirk_id, fields=tuple(sorted(fields))
    )
