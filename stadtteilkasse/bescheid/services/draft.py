"""Drafting a decision."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from portal import audit, clock
from portal.errors import Refused
from portal.rows import bump, lock
from stadtteilkasse.antrag.domain import Capacity, Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.queries.people import roles_of
from stadtteilkasse.antrag.services import advance
from stadtteilkasse.bescheid import domain
from stadtteilkasse.bescheid.models import Bescheid, BescheidEditor
from stadtteilkasse.bescheid.queries import vote_for
from stadtteilkasse.haushalt.domain import proof_due_on
from stadtteilkasse.haushalt.models import Drafters

CONTENT = (
    "kind",
    "voted_amount",
    "amount",
    "reason_code",
    "reason",
    "below_vote_reason",
    "period_from",
    "period_until",
    "proof_due_on",
)

WHO_DRAFTS = {
    Drafters.DISTRICT: {Capacity.CLERK},
    Drafters.OFFICE: {Capacity.OFFICE},
    Drafters.BOTH: {Capacity.CLERK, Capacity.OFFICE},
}


@dataclass(frozen=True)
class Decision:
    """What a drafter decides. Amounts in EUR, `conditions` are rows of `Klausel`."""

    amount: Decimal
    reason_code: str = ""
    reason: str = ""
    below_vote_reason: str = ""
    period_from: dt.date | None = None
    period_until: dt.date | None = None
    proof_due_on: dt.date | None = None
    conditions: tuple = ()


@transaction.atomic
def draft_bescheid(case, decision: Decision, *, actor, expected_version=None) -> Bescheid:
    """Draft the decision on a case that has a vote, or that is proposed for rejection.

    Raises `Refused` when the actor may not draft under the case's Richtlinie, when the amount is
    above the vote, or when a reason is missing that the law asks for; `Stale` when the case moved.
    """
    case = lock(Antrag.objects, case.pk, expected_version)
    _refuse_non_drafter(case, actor)
    if case.bescheide.exists():
        raise Refused("Zu diesem Antrag gibt es schon einen Entwurf. Bitte ändern Sie diesen.")
    vote = vote_for(case)
    values = _checked(case, decision, vote)
    bescheid = Bescheid.objects.create(
        antrag=case,
        legal_form=case.richtlinie.legal_form,
        requested_amount=case.requested_amount,
        drafted_by=actor,
        drafted_at=clock.now(),
        **values,
    )
    bescheid.conditions.set(decision.conditions)
    BescheidEditor.objects.create(bescheid=bescheid, user=actor, edited_at=clock.now())
    entry = advance(case, "draft_letter", actor=actor)
    audit.record(entry, _entry("bescheid.drafted", bescheid, actor, fields=CONTENT))
    return bescheid


@transaction.atomic
def change_draft(bescheid, decision: Decision, *, actor, expected_version=None) -> Bescheid:
    """Write a draft anew. Whoever changes it has a hand in it and can no longer release it.

    Raises as `draft_bescheid` does, and `Refused` when the letter is released.
    """
    case = lock(Antrag.objects, bescheid.antrag_id)
    bescheid = lock(Bescheid.objects, bescheid.pk, expected_version)
    refuse_closed(bescheid, case)
    _refuse_non_drafter(case, actor)
    values = _checked(case, decision, vote_for(case))
    for name, value in values.items():
        setattr(bescheid, name, value)
    bescheid.drafted_by, bescheid.drafted_at = actor, clock.now()
    bescheid.sent_back_by, bescheid.sent_back_reason = None, ""
    bump(bescheid, *values, "drafted_by", "drafted_at", "sent_back_by", "sent_back_reason")
    bescheid.conditions.set(decision.conditions)
    BescheidEditor.objects.update_or_create(
        bescheid=bescheid, user=actor, defaults={"edited_at": clock.now()}
    )
    audit.record(_entry("bescheid.changed", bescheid, actor, fields=CONTENT))
    return bescheid


@transaction.atomic
def discard_draft(bescheid, *, actor, expected_version=None) -> Antrag:
    """Throw a draft away; the case stands again where it was before it. Returns the case."""
    case = lock(Antrag.objects, bescheid.antrag_id)
    bescheid = lock(Bescheid.objects, bescheid.pk, expected_version)
    refuse_closed(bescheid, case)
    _refuse_non_drafter(case, actor)
    step = "discard_ineligible_draft" if bescheid.voted_amount is None else "discard_voted_draft"
    discarded = _entry("bescheid.discarded", bescheid, actor)
    bescheid.delete()
    entry = advance(case, step, actor=actor)
    audit.record(entry, discarded)
    return case


def refuse_closed(bescheid, case):
    """Raises `Refused` for a letter that is released, or whose case has ended meanwhile."""
    if not bescheid.is_draft:
        raise Refused("Dieser Brief ist schon freigegeben. Sein Inhalt ändert sich nicht mehr.")
    if case.stage != Stage.DRAFTED:
        raise Refused(
            "Der Antrag ist inzwischen zurückgezogen. Der Entwurf bleibt in der Akte, "
            "wird aber nicht mehr gebraucht."
        )


def may_draft(user, case) -> bool:
    """Whether the Richtlinie of the case lets this person draft its letter."""
    return bool(roles_of(user, case) & WHO_DRAFTS[case.richtlinie.drafters])


def _refuse_non_drafter(case, actor):
    if not may_draft(actor, case):
        raise Refused("Briefe zu diesem Antrag entwirft jemand anderes.")


def _checked(case, decision, vote):
    voted = vote.amount if vote else None
    domain.check_decision(
        amount=decision.amount,
        requested=case.requested_amount,
        voted=voted,
        reason=decision.reason,
        below_vote_reason=decision.below_vote_reason,
    )
    kind = domain.kind_of(decision.amount, case.requested_amount)
    is_grant = kind is domain.BescheidKind.GRANT
    return {
        "kind": kind,
        "voted_amount": voted,
        "amount": decision.amount,
        "reason_code": "" if is_grant else decision.reason_code,
        "reason": decision.reason.strip(),
        "below_vote_reason": decision.below_vote_reason.strip(),
        **_days(case, decision, kind),
    }


def _days(case, decision, kind):
    if kind is domain.BescheidKind.REJECTION:
        return {"period_from": None, "period_until": None, "proof_due_on": None}
    days = proposed_days(case)
    chosen = {name: getattr(decision, name) or day for name, day in days.items()}
    if chosen["period_until"] < chosen["period_from"]:
        raise Refused(
            "Der Bewilligungszeitraum endet vor seinem Beginn. Bitte prüfen Sie die Tage."
        )
    if chosen["proof_due_on"] < chosen["period_until"]:
        raise Refused("Die Abrechnung kann nicht vor dem Ende der Aktion fällig sein.")
    return chosen


def proposed_days(case) -> dict[str, dt.date]:
    """The days that a letter on this case names unless the drafter chooses others."""
    ends_on = case.ends_on or case.starts_on
    due_on = proof_due_on(
        ends_on,
        year=case.haushaltsjahr.year,
        weeks=case.richtlinie.proof_weeks,
        last_proof=case.richtlinie.last_proof,
    )
    return {"period_from": clock.today(), "period_until": ends_on, "proof_due_on": due_on}


def _entry(step, bescheid, actor, fields=()):
    return audit.Entry(
        step,
        actor,
        subject=bescheid.public_id,
        region_id=bescheid.antrag.region_id,
        fields=tuple(fields),
    )
