"""The one writer of `Antrag.stage`."""

from portal import audit, clock
from portal.errors import Refused
from portal.rows import bump
from stadtteilkasse.antrag.domain import Capacity, check_step
from stadtteilkasse.antrag.models import Ereignis
from stadtteilkasse.antrag.queries.people import roles_of


def advance(
    case, step, *, actor, due_on=None, visible=None, also_save=(), **parameters
) -> audit.Entry:
    """Take a case one step further, inside the calling service's transaction.

    `case` is a row locked by the caller. Checks the stage table for the capacities of `actor`
    (None: the portal itself), sets stage, since when and until when, and writes one Ereignis with
    `parameters` (plain values, no sentences). `also_save` names fields that the caller has set on
    the row and that must change together with the stage. Returns the audit entry; the caller
    records it last.

    Raises `Refused` when the step is not possible now or not this person's.
    """
    capacities = roles_of(actor, case) if actor else frozenset({Capacity.SYSTEM})
    taken = check_step(step, case.stage, capacities)
    case.stage = taken.target
    case.stage_since = clock.now()
    case.due_on = due_on
    bump(case, *also_save, "stage", "stage_since", "due_on")
    Ereignis.objects.create(
        antrag=case,
        step=step,
        actor=actor,
        at=case.stage_since,
        parameters=parameters,
        visible=taken.visible if visible is None else visible,
    )
    return audit.Entry(
        step=f"antrag.{step}",
        actor=actor,
        subject=case.public_id,
        region_id=case.region_id,
        fields=("stage",),
    )


def refuse_unless(case, actor, *capacities):
    """For services that change a case without a step: `Refused` unless `actor` has a capacity."""
    if not roles_of(actor, case) & set(capacities):
        raise Refused("Das gehört in diesem Fall nicht zu Ihren Aufgaben.")
