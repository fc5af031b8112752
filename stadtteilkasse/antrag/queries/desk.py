"""Which cases wait for a person."""

from django.db.models import OuterRef, Q, Subquery

from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, Ereignis
from stadtteilkasse.haushalt.models import Drafters

OFFICE_WORKS_ON = (
    Stage.SUBMITTED,
    Stage.IN_REVIEW,
    Stage.RETURNED,
    Stage.READY,
    Stage.WAITING,
)
SHOWN = (
    "public_id",
    "number",
    "title",
    "stage",
    "stage_since",
    "due_on",
    "requested_amount",
    "region_id",
)
# A proposal to reject and a vote both need a letter.
NEED_A_LETTER = (Stage.INELIGIBLE, Stage.VOTED)


def cases_on_desk(user, today, *, offices, clerks):
    """The cases that a person may have to do something with, longest in their stage first.

    `offices` are the ids of the regions that she coordinates, `clerks` of those in which she drafts
    for the district. Each case has `last_step`, the name of what happened last. A case that waits
    for the applicant's answer counts only when the day has passed.
    """
    in_review = Q(region__in=offices, stage__in=OFFICE_WORKS_ON)
    still_waiting = Q(stage=Stage.RETURNED) & (Q(due_on=None) | Q(due_on__gte=today))
    to_draft = Q(stage__in=NEED_A_LETTER) & (
        Q(region__in=offices, richtlinie__drafters__in=[Drafters.OFFICE, Drafters.BOTH])
        | Q(region__in=clerks, richtlinie__drafters__in=[Drafters.DISTRICT, Drafters.BOTH])
    )
    last = Ereignis.objects.filter(antrag=OuterRef("pk")).order_by("-at", "-pk")
    return (
        Antrag.objects.in_office(user, {*offices, *clerks})
        .filter((in_review & ~still_waiting) | to_draft)
        .annotate(last_step=Subquery(last.values("step")[:1]))
        .only(*SHOWN)
        .order_by("stage_since", "pk")
    )
