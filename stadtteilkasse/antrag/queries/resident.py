"""A case as the person who applied sees it. Rooms above add what they have (`akte.resident`)."""

from dataclasses import dataclass

from django.db.models import QuerySet

from koordination.queries import office_of
from portal import clock
from stadtteilkasse.antrag.domain import STEPS, Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.queries.corrections import open_corrections
from stadtteilkasse.antrag.queries.outlook import next_sitzung_day
from stadtteilkasse.antrag.status import Status, may_buy_nothing_yet, status_of
from stadtteilkasse.antrag.timeline import sentences


@dataclass(frozen=True)
class ResidentCase:
    """What `antrag/_resident_case.html` shows."""

    case: Antrag
    status: Status
    corrections: list
    timeline: list[dict]
    attachments: list
    office: object | None
    buy_nothing_yet: bool
    can_withdraw: bool


def my_cases(user) -> QuerySet:
    """The cases in which a person takes part on the applicant's side, the last edited first."""
    return Antrag.objects.mine(user).select_related("region").order_by("-edited_at", "-pk")


def resident_case(case) -> ResidentCase:
    """All that a person sees of her case in this room and below. Six queries."""
    return ResidentCase(
        case=case,
        status=status_now(case),
        corrections=list(open_corrections(case)),
        timeline=sentences(case.events.filter(visible=True)),
        attachments=list(case.attachments.select_related("file")),
        office=office_of(case.region, clock.today()),
        buy_nothing_yet=may_buy_nothing_yet(case.stage),
        can_withdraw=case.stage in STEPS["withdraw"].sources,
    )


def status_now(case) -> Status:
    """The status of a case today."""
    waits_for_jury = case.stage in (Stage.READY, Stage.ON_AGENDA)
    sitzung_on = next_sitzung_day(case.region, clock.today()) if waits_for_jury else None
    return status_of(case.stage, due_on=case.due_on, sitzung_on=sitzung_on)
