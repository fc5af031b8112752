"""Drafts of people who have not logged in: their session holds the public ids."""

from django.http import Http404

from portal.access import SECOND_FACTOR
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.services.draft import claim_draft

KEY = "drafts"


def hold(request, case) -> None:
    """Let this session go on writing a draft that belongs to nobody yet."""
    request.session[KEY] = [*request.session.get(KEY, []), case.public_id]


def at_hand(request):
    """All that whoever sends this request may go on writing."""
    return Antrag.objects.at_hand(
        request.user,
        request.session.get(KEY, []),
        as_staff=SECOND_FACTOR in request.session,
    )


def find_case(request, public_id) -> Antrag:
    """The case with what its pages need. Raises `Http404` for everybody else's."""
    case = (
        at_hand(request)
        .filter(public_id=public_id)
        .select_related("region__bezirk", "planungsraum", "richtlinie")
        .first()
    )
    if case is None:
        raise Http404
    return case


def open_drafts(request):
    """The drafts that can be gone on with, the last one first."""
    return at_hand(request).filter(stage=Stage.DRAFT).order_by("-edited_at")


def claim_drafts(request, user) -> None:
    """Tie what this session has written to the person who logs in (`settings.LOGIN_STEPS`)."""
    for public_id in request.session.pop(KEY, []):
        case = Antrag.objects.filter(public_id=public_id, stage=Stage.DRAFT).first()
        if case:
            claim_draft(case, actor=user)
