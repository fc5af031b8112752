"""Plan a Sitzung, change it, call it off, note who is there, close it."""

from django.db import transaction

from portal import audit, clock
from portal.errors import Refused
from portal.rows import bump
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.jury.domain import ItemState
from stadtteilkasse.jury.models import Sitzung
from stadtteilkasse.jury.services.agenda import take_off
from stadtteilkasse.jury.services.common import (
    entry_of,
    lock_open_sitzung,
    refuse_unless_runs,
)

PLANNED = ("day", "starts_at", "place", "form", "application_deadline", "invited")


@transaction.atomic
def plan_sitzung(
    region, *, day, starts_at, application_deadline, form, actor, place="", invited=None
):
    """Plan a Sitzung of the region's jury. Raises `Refused`."""
    refuse_unless_runs(actor, region)
    _refuse_days(day, application_deadline)
    sitzung = Sitzung.objects.create(
        region=region,
        day=day,
        starts_at=starts_at,
        place=place,
        form=form,
        application_deadline=application_deadline,
        invited=invited,
    )
    audit.record(entry_of("plan_sitzung", sitzung, actor, *PLANNED))
    return sitzung


@transaction.atomic
def change_sitzung(sitzung, *, actor, expected_version=None, **values):
    """Change what was planned (any of `PLANNED`). Raises `Refused`, `Stale`."""
    sitzung = lock_open_sitzung(sitzung, actor, expected_version)
    day = values.get("day", sitzung.day)
    _refuse_days(
        day, values.get("application_deadline", sitzung.application_deadline), before=sitzung.day
    )
    changed = [name for name, value in values.items() if getattr(sitzung, name) != value]
    for name in changed:
        setattr(sitzung, name, values[name])
    _refuse_more_than_invited(sitzung)
    bump(sitzung, *changed)
    audit.record(entry_of("change_sitzung", sitzung, actor, *changed))
    return sitzung


@transaction.atomic
def cancel_sitzung(sitzung, *, actor, expected_version=None):
    """Call the Sitzung off; what is open on its agenda is ready for the next one.

    Raises `Refused` when something was voted on already, and `Stale`.
    """
    open_cases = Antrag.objects.filter(
        agenda_items__sitzung=sitzung, agenda_items__state=ItemState.OPEN
    )
    cases = {case.pk: case for case in open_cases.order_by("pk").select_for_update(of=("self",))}
    sitzung = lock_open_sitzung(sitzung, actor, expected_version)
    if sitzung.items.filter(state__in=[ItemState.VOTED, ItemState.ADJOURNED]).exists():
        raise Refused("Die Jury hat in dieser Sitzung schon abgestimmt. Schließen Sie sie ab.")
    entries = []
    for item in sitzung.items.filter(state=ItemState.OPEN):
        item.antrag = cases[item.antrag_id]
        if item.antrag.stage != Stage.WITHDRAWN:
            entries.append(take_off(item, actor))
    sitzung.cancelled_at = clock.now()
    bump(sitzung, "cancelled_at")
    audit.record(*entries, entry_of("cancel_sitzung", sitzung, actor, "cancelled_at"))
    return sitzung


@transaction.atomic
def record_attendance(sitzung, *, invited, present, actor, expected_version=None):
    """Note how many were invited and how many are there. Raises `Refused`, `Stale`."""
    sitzung = lock_open_sitzung(sitzung, actor, expected_version)
    sitzung.invited, sitzung.present = invited, present
    _refuse_more_than_invited(sitzung)
    bump(sitzung, "invited", "present")
    audit.record(entry_of("record_attendance", sitzung, actor, "invited", "present"))
    return sitzung


@transaction.atomic
def close_sitzung(sitzung, *, actor, expected_version=None):
    """End the Sitzung; nothing of it changes afterwards. Raises `Refused`, `Stale`."""
    sitzung = lock_open_sitzung(sitzung, actor, expected_version)
    still_open = sitzung.items.filter(state=ItemState.OPEN)
    # A case that was withdrawn meanwhile needs no vote.
    still_open.filter(antrag__stage=Stage.WITHDRAWN).update(state=ItemState.REMOVED)
    left = still_open.count()
    if left:
        raise Refused(
            f"{left} {'Punkt ist' if left == 1 else 'Punkte sind'} noch offen. Stimmen Sie ab, "
            "vertagen Sie, oder nehmen Sie sie von der Tagesordnung."
        )
    if not sitzung.items.filter(state=ItemState.VOTED).exists():
        raise Refused("In dieser Sitzung wurde nichts abgestimmt. Sagen Sie sie ab.")
    sitzung.closed_at = clock.now()
    bump(sitzung, "closed_at")
    audit.record(entry_of("close_sitzung", sitzung, actor, "closed_at"))
    return sitzung


def _refuse_days(day, deadline, before=None):
    if day < clock.today() and day != before:
        raise Refused("Der Tag der Sitzung ist schon vorbei.")
    if deadline > day:
        raise Refused("Die Frist für Anträge liegt nach der Sitzung.")


def _refuse_more_than_invited(sitzung):
    if None not in (sitzung.invited, sitzung.present) and sitzung.present > sitzung.invited:
        raise Refused("Es können nicht mehr Personen anwesend sein als eingeladen.")
