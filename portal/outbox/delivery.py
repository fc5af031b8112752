"""Sending. Between lease and result no transaction is open, and only one mail is in flight."""

import logging
import smtplib
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from portal import request_id
from portal.jobs import life
from portal.jobs.leases import claim_due, finish, give_up, retry_later
from portal.outbox.models import Message

log = logging.getLogger(__name__)

# The server said no: the mail was certainly not taken. Any other failure leaves that open.
REFUSALS = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPResponseException,
    smtplib.SMTPNotSupportedError,
)


def deliver_due() -> int:
    """Send what is due, one after another. Returns how many went out.

    When the mail server cannot be reached, the rest waits for the next tick.
    """
    sent = 0
    connection = get_connection()
    try:
        while life.goes_on() and (messages := claim_due(Message.objects.all())):
            message = messages[0]
            with request_id.use(message.request_id):
                if not _reach(connection, message):
                    break
                sent += _send(connection, message)
    finally:
        connection.close()
    return sent


def as_mail(message) -> EmailMessage:
    """The mail as it goes out: plain text, marked as automatic, nothing in it that tracks."""
    return EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to],
        headers={
            "Message-ID": message.message_id,
            "Date": format_datetime(message.created_at),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": message.language,
        },
    )


def _reach(connection, message) -> bool:
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are OSErrors too
        _log_failure(message, error)
        retry_later(message, error)
        return False
    return True


def _send(connection, message) -> bool:
    try:
        connection.send_messages([as_mail(message)])
    except REFUSALS as error:
        _log_failure(message, error)
        give_up(message, error) if _is_final(error) else retry_later(message, error)
    except Exception as error:
        _log_failure(message, error)
        retry_later(message, error, crashed=True)
    else:
        finish(message)
        log.info("outbox.sent", extra={"data": _names(message)})
        return True
    connection.close()
    return False


def _is_final(error) -> bool:
    """The receiver or the text is refused for good; trying again would not help."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _names(message):
    return {"message": message.public_id, "kind": message.kind, "attempt": message.attempts}


def _log_failure(message, error):
    # The class only: the server's words may name the receiver.
    log.warning(
        "outbox.not_sent", extra={"data": {**_names(message), "error": type(error).__name__}}
    )
