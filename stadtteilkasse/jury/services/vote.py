"""Record what the jury said. It is a recommendation, never the decision (§ 38 VwVfG)."""

from django.db import transaction
from django.utils.formats import date_format

from portal import audit, clock
from portal.errors import Refused
from stadtteilkasse.antrag.services.mail import tell_applicant
from stadtteilkasse.antrag.services.stage import advance
from stadtteilkasse.haushalt import services as haushalt
from stadtteilkasse.jury.domain import (
    POSITIVE,
    ItemState,
    SitzungForm,
    VoteResult,
    check_attendance,
    check_vote,
)
from stadtteilkasse.jury.models import Votum
from stadtteilkasse.jury.queries import votum_of
from stadtteilkasse.jury.services.common import lock_item


class MoneyShort(Refused):
    """The vote is positive, but its money is not free now: the waiting list is left."""


@transaction.atomic
def record_vote(item, vote, *, actor, expected_version=None):
    """Record a `domain.Vote` on an open item; a positive one reserves its money. Returns the Votum.

    The resident is told, without a promise. `expected_version` is the case's. Raises `MoneyShort`
    when the vote is positive and the region's money does not reach, `Refused`, `Stale`.
    """
    item = lock_item(item, actor, expected_version)
    votum = _write(item, vote, actor)
    if vote.result == VoteResult.ADJOURNED:
        entries = [_step(votum, "adjourn", actor, ItemState.ADJOURNED)]
    else:
        entries = [_step(votum, "record_vote", actor, ItemState.VOTED)]
    if vote.result in POSITIVE:
        entries.append(_reserve(item.antrag, votum.amount, actor))
    _tell(votum)
    audit.record(*entries)
    return votum


@transaction.atomic
def put_on_waiting_list(item, vote, *, actor, expected_version=None):
    """Record a positive vote for which there is no money now; nothing is reserved.

    Raises `Refused`, `Stale`.
    """
    item = lock_item(item, actor, expected_version)
    if vote.result not in POSITIVE:
        raise Refused("Auf die Warteliste kommt nur, wofür die Jury sich ausgesprochen hat.")
    votum = _write(item, vote, actor, waiting=True)
    entry = _step(votum, "put_on_waiting_list", actor, ItemState.VOTED)
    _tell(votum)
    audit.record(entry)
    return votum


@transaction.atomic
def reopen_vote(item, *, actor, expected_version=None):
    """Take back a vote that was written down wrongly; its reservation is released.

    While the Sitzung is open and no letter is drafted. Raises `Refused`, `Stale`.
    """
    item = lock_item(item, actor, expected_version)
    _refuse_superseded(item)
    entry = advance(item.antrag, "reopen_vote", actor=actor)
    released = haushalt.release_reservation(item.antrag, actor=actor)
    item.votum.delete()
    item.state = ItemState.OPEN
    item.save(update_fields=["state"])
    audit.record(*filter(None, [entry, released]))
    return item


def _refuse_superseded(item):
    """A case that was adjourned or waited may have got a later vote in another Sitzung."""
    votum = votum_of(item.antrag)
    if item.state != ItemState.VOTED or votum is None or votum.item_id != item.pk:
        raise Refused("Auf diesem Punkt beruht der Stand des Antrags nicht mehr.")


def _write(item, vote, actor, *, waiting=False):
    if item.state != ItemState.OPEN:
        raise Refused("Über diesen Punkt ist schon abgestimmt.")
    _refuse_before_its_day(item.sitzung)
    return Votum.objects.create(
        item=item,
        result=vote.result,
        yes=vote.yes,
        no=vote.no,
        abstain=vote.abstain,
        amount=_checked_amount(item, vote),
        reason=vote.reason.strip(),
        chair_decided=vote.chair_decided,
        waiting=waiting,
        recorded_by=actor,
        recorded_at=clock.now(),
    )


def _refuse_before_its_day(sitzung):
    if sitzung.day > clock.today() and sitzung.form != SitzungForm.CIRCULATION:
        raise Refused(
            f"Die Sitzung ist erst am {date_format(sitzung.day, 'j. F Y')}. "
            "Vorher lässt sich kein Votum festhalten."
        )


def _checked_amount(item, vote):
    sitzung, richtlinie = item.sitzung, item.antrag.richtlinie
    if vote.result != VoteResult.ADJOURNED:
        check_attendance(sitzung.form, sitzung.invited, sitzung.present, richtlinie.quorum_minimum)
    return check_vote(
        vote,
        invited=sitzung.invited,
        present=sitzung.present,
        minimum=richtlinie.quorum_minimum,
        requested=item.antrag.requested_amount,
        limit=richtlinie.max_amount,
    )


def _step(votum, step, actor, state):
    item = votum.item
    item.state = state
    item.save(update_fields=["state"])
    return advance(
        item.antrag,
        step,
        actor=actor,
        sitzung=item.sitzung.public_id,
        day=item.sitzung.day.isoformat(),
        result=votum.result,
        amount=str(votum.amount),
    )


def _reserve(case, amount, actor):
    try:
        return haushalt.reserve(case, amount, actor=actor)
    except Refused as refused:
        raise MoneyShort(refused.sentence) from refused


def _tell(votum):
    tell_applicant(
        votum.item.antrag,
        template="jury/mail/vote",
        kind="vote",
        sitzung=votum.item.sitzung,
        positive=votum.result in POSITIVE,
        adjourned=votum.result == VoteResult.ADJOURNED,
        waiting=votum.waiting,
    )
