"""Four eyes: releasing a draft, or sending it back to its drafter."""

import hashlib
import json

from django.db import transaction

from portal import audit, clock, jobs
from portal.errors import Refused
from portal.jobs import leases
from portal.rows import bump, lock
from stadtteilkasse.antrag.domain import Capacity
from stadtteilkasse.antrag.models import Antrag, ApplicantKind
from stadtteilkasse.antrag.queries.people import roles_of
from stadtteilkasse.antrag.services import advance
from stadtteilkasse.bescheid.domain import BescheidKind, BescheidState
from stadtteilkasse.bescheid.letter import compose
from stadtteilkasse.bescheid.models import Ausfertigung, Bescheid
from stadtteilkasse.bescheid.services.draft import refuse_closed
from stadtteilkasse.haushalt import services as money

RENDERER = "stadtteilkasse.bescheid.tasks.render_due"


@transaction.atomic
def release_bescheid(bescheid, *, actor, expected_version=None) -> Bescheid:
    """Sign a decision: number, frozen content, booking, stage, and a row for its PDF, in one.

    A natural person other than everyone who had a hand in the draft (§ 35a VwVfG; AV § 44 LHO).
    Raises `Refused` when the actor may not, when the Richtlinie names no legal form or its texts
    are not approved, or when the money is short; `Stale` when the draft changed.
    """
    case = lock(Antrag.objects, bescheid.antrag_id)
    bescheid = lock(Bescheid.objects, bescheid.pk, expected_version)
    refuse_closed(bescheid, case)
    obstacle = obstacle_to_release(bescheid, actor)
    if obstacle:
        raise Refused(obstacle)
    _freeze(bescheid, case, actor)
    Ausfertigung.objects.create(bescheid=bescheid, next_attempt_at=clock.now())
    jobs.wake(RENDERER)
    booked = _book(bescheid, case, actor)
    stepped = advance(case, "release_letter", actor=actor)
    released = audit.Entry(
        "bescheid.released",
        actor,
        subject=bescheid.public_id,
        region_id=case.region_id,
        fields=("content",),
        digests={"content": bescheid.sha256},
    )
    audit.record(*filter(None, (booked, stepped, released)))
    return bescheid


@transaction.atomic
def send_back(bescheid, *, actor, reason, expected_version=None) -> Bescheid:
    """Give a draft back to its drafter with a reason. Raises `Refused` without one."""
    case = lock(Antrag.objects, bescheid.antrag_id)
    bescheid = lock(Bescheid.objects, bescheid.pk, expected_version)
    refuse_closed(bescheid, case)
    if Capacity.HEAD not in roles_of(actor, bescheid.antrag):
        raise Refused("Zurückgeben kann den Entwurf nur, wer ihn auch freigeben dürfte.")
    if not reason.strip():
        raise Refused("Bitte schreiben Sie dazu, was geändert werden soll.")
    bescheid.sent_back_by, bescheid.sent_back_reason = actor, reason.strip()
    bump(bescheid, "sent_back_by", "sent_back_reason")
    audit.record(
        audit.Entry(
            "bescheid.sent_back",
            actor,
            subject=bescheid.public_id,
            region_id=bescheid.antrag.region_id,
        )
    )
    return bescheid


@transaction.atomic
def make_again(bescheid, *, actor) -> None:
    """Have a PDF tried again that the worker has given up. `Refused` when it has not."""
    failed = Ausfertigung.objects.filter(bescheid=bescheid)
    if not roles_of(actor, bescheid.antrag) & {Capacity.HEAD, Capacity.CLERK}:
        raise Refused("Das gehört in diesem Fall nicht zu Ihren Aufgaben.")
    if not leases.start_again(failed):
        raise Refused("Das PDF ist nicht gescheitert. Sie müssen nichts tun.")
    jobs.wake(RENDERER)
    audit.record(
        audit.Entry(
            "bescheid.made_again",
            actor,
            subject=bescheid.public_id,
            region_id=bescheid.antrag.region_id,
        )
    )


def obstacle_to_release(bescheid, user) -> str:
    """Why this person cannot release this draft now, as a sentence; empty when nothing hinders."""
    case = bescheid.antrag
    if Capacity.HEAD not in roles_of(user, case):
        return "Freigeben kann nur die Leitung."
    if bescheid.editors.filter(user=user).exists():
        return "Sie haben an diesem Entwurf mitgeschrieben. Freigeben muss ihn eine andere Person."
    if not case.richtlinie.letters_valid:
        return (
            "Die Richtlinie nennt noch keine Rechtsform mit freigegebenen Texten. "
            "Bis dahin bleibt der Brief ein Entwurf."
        )
    if _lacks_transparency_number(bescheid, case):
        return (
            "Die Nummer aus der Transparenzdatenbank fehlt. Vereine und Gesellschaften brauchen "
            "sie vor der Bewilligung. Bitte fragen Sie nach."
        )
    return ""


def _lacks_transparency_number(bescheid, case):
    is_legal_person = case.applicant_kind == ApplicantKind.LEGAL_PERSON
    granted = bescheid.kind != BescheidKind.REJECTION
    return granted and is_legal_person and not case.transparency_number


def _freeze(bescheid, case, actor):
    bescheid.number = f"{case.number}-B1"
    letter = compose(
        bescheid, number=bescheid.number, day=clock.today(), signed_by=actor.get_full_name()
    )
    bescheid.content = canonical(letter)
    bescheid.sha256 = hashlib.sha256(bescheid.content).hexdigest()
    bescheid.released_by, bescheid.released_at = actor, clock.now()
    bescheid.state = BescheidState.RELEASED
    bump(bescheid, "number", "content", "sha256", "released_by", "released_at", "state")


def canonical(letter: dict) -> bytes:
    """The one sequence of bytes for a letter: sorted keys, no white space, UTF-8."""
    return json.dumps(letter, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _book(bescheid, case, actor):
    if bescheid.kind == BescheidKind.REJECTION:
        return money.release_reservation(case, actor=actor)
    return money.commit(case, bescheid.amount, actor=actor)
