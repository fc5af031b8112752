import datetime as dt
from email.utils import parseaddr

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from portal import audit, clock, jobs, request_id
from portal.errors import Refused
from portal.jobs import leases
from portal.jobs.leases import LeaseState
from portal.outbox.models import Message
from portal.rows import new_public_id

LONGEST_SUBJECT = 200
KEPT_AFTER_SENDING = dt.timedelta(days=90)


def queue(*, to, template, context, kind, subject_id="", region_id=None, language="de") -> Message:
    """Render `templates/<template>.txt` now and put the mail into the outbox.

    The template's first line is the subject; after an empty line comes the text. Call it in the
    transaction of the change: the mail goes out if and only if that is committed.
    Raises ValidationError for an address that is none, ValueError for a template without subject.
    """
    validate_email(to)
    subject, body = _render(template, context, language)
    public_id = new_public_id()
    message = Message.objects.create(
        public_id=public_id,
        message_id=f"<{public_id}@{_domain()}>",
        to=to,
        subject=subject,
        body=body,
        kind=kind,
        language=language,
        subject_id=subject_id,
        region_id=region_id or "",
        request_id=request_id.current(),
    )
    jobs.wake("portal.outbox.deliver_due")
    return message


@transaction.atomic
def try_again(message, *, actor) -> None:
    """Queue a failed message anew. Raises Refused when it has not failed (any more)."""
    if not leases.start_again(Message.objects.filter(pk=message.pk, emptied_at=None)):
        raise Refused("Diese Nachricht ist nicht gescheitert. Sie müssen nichts tun.")
    jobs.wake("portal.outbox.deliver_due")
    audit.record(
        audit.Entry(
            "outbox.tried_again", actor, subject=message.public_id, region_id=message.region_id
        )
    )


@jobs.daily
def empty_old() -> None:
    """Forget receiver and text of what was sent, or has failed, 90 days ago."""
    limit = clock.now() - KEPT_AFTER_SENDING
    sent = Message.objects.filter(state=LeaseState.DONE, done_at__lt=limit)
    failed = Message.objects.filter(state=LeaseState.FAILED, next_attempt_at__lt=limit)
    for old in (sent, failed):
        old.filter(emptied_at=None).update(to="", subject="", body="", emptied_at=clock.now())


def _render(template, context, language):
    source = get_template(f"{template}.txt").template
    with translation.override(language):
        # Plain text: & stays &.
        text = source.render(Context(context, autoescape=False))
    subject, _, body = text.strip().partition("\n\n")
    if not subject or not body.strip():
        raise ValueError(f"{template}.txt needs a subject, an empty line and a text.")
    # Somebody's words stand in it, perhaps with a line break: it must not reach the headers.
    return " ".join(subject.split())[:LONGEST_SUBJECT], body.strip() + "\n"


def _domain():
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
