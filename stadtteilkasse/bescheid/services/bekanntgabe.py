"""Making a letter known: in the portal by a button, or by post (§ 41 VwVfG)."""

from django.db import transaction
from django.db.models import Max

from portal import audit, clock, outbox
from portal.errors import Refused
from portal.rows import bump, lock
from stadtteilkasse.antrag.domain import Capacity
from stadtteilkasse.antrag.models import Antrag, Delivery
from stadtteilkasse.antrag.queries.people import roles_of
from stadtteilkasse.antrag.services import advance
from stadtteilkasse.antrag.services.mail import case_url
from stadtteilkasse.bescheid import domain
from stadtteilkasse.bescheid.domain import BekanntgabeChannel, BescheidState
from stadtteilkasse.bescheid.models import Bekanntgabe, Bescheid
from stadtteilkasse.bescheid.queries import lapsed, waits_in_portal

MAY_POST = {Capacity.OFFICE, Capacity.CLERK, Capacity.HEAD}


@transaction.atomic
def send(bescheid, *, made: audit.Entry) -> Bescheid:
    """Provide a letter whose PDF is made: notify the resident, or leave it to be printed.

    Called by the worker in the transaction that stores the PDF; `made` is recorded with it.
    """
    case = lock(Antrag.objects, bescheid.antrag_id)
    bescheid = lock(Bescheid.objects, bescheid.pk)
    receiver = _portal_receiver(case)
    if receiver is None:
        audit.record(made)
        return bescheid
    message = outbox.queue(
        to=receiver.email,
        template="bescheid/mail/letter_ready",
        context={"case": case, "case_url": case_url(case)},
        kind="bescheid.letter_ready",
        subject_id=case.public_id,
        region_id=case.region_id,
        language=receiver.language,
    )
    Bekanntgabe.objects.create(
        bescheid=bescheid,
        channel=BekanntgabeChannel.PORTAL,
        begun_at=clock.now(),
        notification=message,
    )
    _move(bescheid, BescheidState.SENT)
    sent = advance(case, "send_letter", actor=None, channel=BekanntgabeChannel.PORTAL)
    audit.record(made, sent)
    return bescheid


@transaction.atomic
def record_posting(bescheid, *, actor, posted_on, expected_version=None) -> Bescheid:
    """Note the day on which the printed letter went to the post (Absendevermerk).

    Raises `Refused` for a day to come or before the release, and for a letter not to be posted.
    """
    case = lock(Antrag.objects, bescheid.antrag_id)
    bescheid = lock(Bescheid.objects, bescheid.pk, expected_version)
    if not roles_of(actor, case) & MAY_POST:
        raise Refused("Das gehört in diesem Fall nicht zu Ihren Aufgaben.")
    if bescheid.state != BescheidState.RELEASED or not _has_pdf(bescheid):
        raise Refused(
            "Dieser Brief ist nicht für die Post vorgesehen, oder er ist schon unterwegs."
        )
    if not _first_day_to_post(bescheid) <= posted_on <= clock.today():
        raise Refused(
            "Der Tag muss zwischen der Freigabe und heute liegen, und nach dem Ende des Abrufs."
        )
    Bekanntgabe.objects.create(
        bescheid=bescheid,
        channel=BekanntgabeChannel.POST,
        begun_at=clock.now(),
        posted_on=posted_on,
        posted_by=actor,
        announced_on=domain.announced_by_post(posted_on),
    )
    _move(bescheid, BescheidState.SENT)
    audit.record(advance(case, "send_letter", actor=actor, channel=BekanntgabeChannel.POST))
    return bescheid


@transaction.atomic
def retrieve(bescheid, *, actor) -> Bescheid:
    """Hand the letter to the resident who fetched it by the button. Idempotent.

    The legal day of Bekanntgabe is the day after. Raises `Refused` when the ten days are over.
    """
    case = lock(Antrag.objects, bescheid.antrag_id)
    bescheid = lock(Bescheid.objects, bescheid.pk)
    attempt = bescheid.bekanntgabe
    if attempt and attempt.retrieved_at:
        return bescheid
    if not waits_in_portal(bescheid) or lapsed(attempt, clock.today()):
        raise Refused(
            "Die zehn Tage zum Abholen sind vorbei. Wir schicken Ihnen den Brief per Post."
        )
    attempt.retrieved_at, attempt.retrieved_by = clock.now(), actor
    attempt.announced_on = domain.announced_by_retrieval(clock.today())
    attempt.save(update_fields=["retrieved_at", "retrieved_by", "announced_on"])
    _move(bescheid, BescheidState.ANNOUNCED)
    audit.record(advance(case, "announce", actor=actor, day=attempt.announced_on.isoformat()))
    return bescheid


def lapse_due() -> int:
    """End the attempts whose ten days are over, or of which nobody could be told.

    Their letters go by post. Returns how many.
    """
    waiting = Bekanntgabe.objects.filter(
        channel=BekanntgabeChannel.PORTAL, retrieved_at=None, lapsed_at=None
    ).select_related("notification")
    due = [
        attempt
        for attempt in waiting
        # A Benachrichtigung that failed for good starts no ten days; they would never end.
        if not attempt.notification_can_arrive or lapsed(attempt, clock.today())
    ]
    return sum(_lapse(attempt.pk) for attempt in due)


def announce_due() -> int:
    """Take notice of posted letters whose day of Bekanntgabe has come. Returns how many."""
    due = Bekanntgabe.objects.filter(
        channel=BekanntgabeChannel.POST,
        announced_on__lte=clock.today(),
        bescheid__state=BescheidState.SENT,
    )
    return sum(_announce(attempt.pk) for attempt in due)


@transaction.atomic
def _lapse(pk) -> bool:
    case, bescheid, attempt = _lock_attempt(pk)
    if attempt.retrieved_at or attempt.lapsed_at:
        return False
    attempt.lapsed_at = clock.now()
    attempt.save(update_fields=["lapsed_at"])
    _move(bescheid, BescheidState.RELEASED)
    audit.record(advance(case, "retrieval_lapsed", actor=None))
    return True


@transaction.atomic
def _announce(pk) -> bool:
    case, bescheid, attempt = _lock_attempt(pk)
    if bescheid.state != BescheidState.SENT:
        return False
    _move(bescheid, BescheidState.ANNOUNCED)
    audit.record(advance(case, "announce", actor=None, day=attempt.announced_on.isoformat()))
    return True


def _lock_attempt(pk):
    known = Bekanntgabe.objects.select_related("bescheid").get(pk=pk).bescheid
    case = lock(Antrag.objects, known.antrag_id)
    bescheid = lock(Bescheid.objects, known.pk)
    return case, bescheid, Bekanntgabe.objects.get(pk=pk)


def _move(bescheid, state):
    bescheid.state = state
    bump(bescheid, "state")


def _first_day_to_post(bescheid):
    """The day of the release, or of the end of the last attempt in the portal."""
    ended = bescheid.bekanntgaben.aggregate(last=Max("lapsed_at"))["last"]
    return (ended or bescheid.released_at).astimezone(clock.BERLIN).date()


def _has_pdf(bescheid):
    return bescheid.ausfertigung.file_id is not None


def _portal_receiver(case):
    """The person who chose to fetch the letter online; None when it goes by post."""
    if case.delivery != Delivery.PORTAL:
        return None
    participant = case.participants.select_related("user").order_by("pk").first()
    return participant.user if participant and participant.user.email else None
