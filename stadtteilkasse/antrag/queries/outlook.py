"""When what will happen to an application: the dates that we promise to try to keep."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from portal.calendar import add_workdays
from stadtteilkasse.haushalt.domain import first_possible_start, proof_due_on
from stadtteilkasse.haushalt.queries import current_richtlinie


@dataclass(frozen=True)
class Outlook:
    """`sitzung_on` and what follows from it are None while no Sitzung is planned."""

    checked_by: dt.date
    sitzung_on: dt.date | None
    letter_by: dt.date | None
    first_start: dt.date | None


def outlook(region, richtlinie, day: dt.date) -> Outlook:
    """What to expect of an application that is received on a day."""
    checked_by = add_workdays(day, richtlinie.check_workdays)
    sitzung_on = next_sitzung_day(region, day)
    if sitzung_on is None:
        return Outlook(checked_by, None, None, None)
    return Outlook(
        checked_by,
        sitzung_on,
        add_workdays(sitzung_on, richtlinie.letter_workdays),
        first_possible_start(sitzung_on, richtlinie.letter_workdays),
    )


def next_sitzung_day(region, day: dt.date) -> dt.date | None:
    """The day of the next Sitzung of a region that takes applications received on a day.

    The jury's room stands above this one, so its query is named in the settings and not imported.
    """
    sitzung = import_string(settings.NEXT_SITZUNG)(region, day)
    return sitzung and sitzung.day


def richtlinie_of(case, today: dt.date):
    """The rules under which a case stands: those it was sent under, else those of today.

    None while the case has no region, or its region no rules.
    """
    if case.richtlinie_id:
        return case.richtlinie
    return current_richtlinie(case.region, today) if case.region_id else None


def account_by(case, richtlinie) -> dt.date | None:
    """The day by which a funded action is accounted for; None while it has no date."""
    if case.starts_on is None:
        return None
    return proof_due_on(
        case.ends_on or case.starts_on,
        year=case.starts_on.year,
        weeks=richtlinie.proof_weeks,
        last_proof=richtlinie.last_proof,
    )
