import datetime as dt
import os
import signal
import subprocess
import sys
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from portal import outbox, request_id
from portal.audit.models import AuditEntry
from portal.errors import Refused
from portal.jobs.leases import LeaseState
from portal.outbox.models import Message
from tests.support.processes import environment
from tests.support.smtp import mail_server

RECEIVER = "aylin@example.org"
CRASHED_WORKERS_LEASE = Message.LEASE + dt.timedelta(seconds=1)


@pytest.fixture
def template(mail_templates):
    (mail_templates / "gruss.txt").write_text(
        "{% load i18n %}{{ titel }}: Ihr Antrag ist da\n\n"
        "Guten Tag {{ name }},\n\n{% get_current_language as sprache %}{{ sprache }}\n\n"
    )
    return "gruss"


@pytest.fixture
def queue(db_or_real, template):
    context = {"titel": "Tee & Kuchen", "name": "O'Neill <Öztürk>"}
    return partial(outbox.queue, to=RECEIVER, template=template, context=context, kind="gruss")


@pytest.fixture
def db_or_real(request):
    request.getfixturevalue("real_db" if "real_db" in request.fixturenames else "db")


def state_of(message):
    message.refresh_from_db()
    return message.state


# Queueing


def test_queue_renders_the_template_as_plain_text(queue):
    message = queue(subject_id="abcdefghijkmnpqr", region_id="014009")

    assert message.subject == "Tee & Kuchen: Ihr Antrag ist da"
    assert message.body == "Guten Tag O'Neill <Öztürk>,\n\nde\n"
    assert message.message_id == f"<{message.public_id}@example.org>"
    assert (message.subject_id, message.region_id) == ("abcdefghijkmnpqr", "014009")


def test_queue_speaks_the_language_of_the_receiver(queue):
    message = queue(language="tr")

    assert message.body.endswith("tr\n")


def test_queue_keeps_the_request_id(queue):
    with request_id.use("request-1"):
        message = queue()

    assert message.request_id == "request-1"
    assert DBTaskResult.objects.get().args_kwargs["args"] == [
        "portal.outbox.deliver_due",
        "request-1",
    ]


def test_queue_rolled_back_leaves_no_mail_and_no_wake(queue):
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)

    assert (Message.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.parametrize("address", ["", "aylin", "aylin@example.org\nBcc: x@example.org"])
def test_queue_refuses_what_is_no_address(queue, address):
    with pytest.raises(ValidationError):
        queue(to=address)


def test_queue_refuses_a_template_without_subject(queue, mail_templates):
    (mail_templates / "schlecht.txt").write_text("Guten Tag,\nes gibt keinen Betreff.")

    with pytest.raises(ValueError, match=r"schlecht.txt needs a subject"):
        queue(template="schlecht")


def test_queue_lets_no_line_break_into_the_headers(queue, mails):
    queue(context={"titel": "Tee\nBcc: x@example.org\n\nHallo", "name": ""})

    outbox.deliver_due()

    [mail] = mails.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Tee Bcc: x@example.org"


# Sending


def test_mail_arrives_as_it_was_queued(queue, mails):
    message = queue()

    assert outbox.deliver_due() == 1

    [mail] = mails.mails
    assert mail["Subject"] == "Tee & Kuchen: Ihr Antrag ist da"
    assert mail["From"] == "Stadtteilkasse <stadtteilkasse@example.org>"
    assert mail["To"] == RECEIVER
    assert mail["Message-ID"] == message.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "de"
    assert mail["Date"].datetime == message.created_at
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n") == message.body
    assert state_of(message) == LeaseState.DONE


def test_sent_mail_is_not_sent_again(queue, mails):
    queue()
    outbox.deliver_due()

    assert outbox.deliver_due() == 0

    assert len(mails.mails) == 1


def test_many_mails_go_out_in_one_run(queue, mails):
    for _ in range(5):
        queue()

    assert outbox.deliver_due() == 5

    assert len({mail["Message-ID"] for mail in mails.mails}) == 5


# Failing


def test_server_down_costs_one_attempt_and_keeps_all_mails(queue, smtp_port):
    first, second = queue(), queue()

    assert outbox.deliver_due() == 0

    assert (state_of(first), first.attempts) == (LeaseState.QUEUED, 1)
    assert first.last_error == "ConnectionRefusedError"
    assert (state_of(second), second.attempts) == (LeaseState.QUEUED, 0)


def test_mails_go_out_once_the_server_is_back(queue, smtp_port, clock):
    queue(), queue()
    outbox.deliver_due()
    clock.set(clock.now() + dt.timedelta(minutes=2))

    with mail_server(smtp_port) as server:
        assert outbox.deliver_due() == 2

    assert len(server.mails) == 2


def test_server_down_for_days_fails_the_mail_at_last(queue, smtp_port, clock):
    started = clock.now()
    message = queue()

    while state_of(message) == LeaseState.QUEUED:
        clock.set(message.next_attempt_at)
        outbox.deliver_due()

    assert message.state == LeaseState.FAILED
    assert 2 <= (clock.now() - started).days <= 4


@pytest.mark.parametrize(
    ("refusal", "answer", "state"),
    [
        ("refuse_receiver", "550 no such user", LeaseState.FAILED),
        ("refuse_receiver", "450 mailbox busy", LeaseState.QUEUED),
        ("refuse_data", "554 not wanted", LeaseState.FAILED),
        ("refuse_data", "451 try later", LeaseState.QUEUED),
    ],
)
def test_refusal_is_final_only_when_the_server_says_so(queue, mails, refusal, answer, state):
    setattr(mails, refusal, answer)
    refused = queue()

    outbox.deliver_due()

    assert (state_of(refused), refused.crashes) == (state, 0)


def test_refused_mail_does_not_hold_up_the_next(queue, mails):
    mails.refuse_receiver = "550 no such user"
    queue()
    outbox.deliver_due()
    mails.refuse_receiver = None
    queue()

    assert outbox.deliver_due() == 1


def deliver_in_a_process(smtp_port):
    code = "import django; django.setup(); from portal import outbox; outbox.deliver_due()"
    return subprocess.Popen(
        [sys.executable, "-c", code], env=environment(EMAIL_PORT=str(smtp_port))
    )


def test_mail_is_repeated_at_most_once_when_workers_die_after_sending(
    real_db, queue, mails, smtp_port, clock
):
    """kill -9 between the server's taking of the mail and our noting it down, three times."""
    message = queue()
    for _ in range(3):
        worker = deliver_in_a_process(smtp_port)
        mails.on_data = lambda worker=worker: os.kill(worker.pid, signal.SIGKILL)
        worker.wait(timeout=30)
        message.refresh_from_db()
        if message.lease_until:
            clock.set(message.lease_until + dt.timedelta(seconds=1))
            message_is_due_for_children(message)

    assert [mail["Message-ID"] for mail in mails.mails] == [message.message_id] * 2
    assert (state_of(message), message.last_error) == (LeaseState.FAILED, "LeaseRanOut")


def message_is_due_for_children(message):
    # Another process has the real time: for it the lease must have run out, too.
    Message.objects.filter(pk=message.pk).update(lease_until=message.created_at)


def test_mail_left_by_a_dead_worker_is_taken_over(queue, mails, clock):
    message = queue()
    Message.objects.filter(pk=message.pk).update(
        state=LeaseState.LEASED, attempts=1, lease_until=clock.now() + Message.LEASE
    )

    assert outbox.deliver_due() == 0
    clock.set(clock.now() + CRASHED_WORKERS_LEASE)
    assert outbox.deliver_due() == 1

    assert len(mails.mails) == 1


# Forgetting


def test_receiver_and_text_are_forgotten_after_90_days(queue, mails, clock):
    message = queue()
    outbox.deliver_due()
    clock.set(clock.now() + dt.timedelta(days=90))
    outbox.empty_old()
    assert state_of(message) == LeaseState.DONE
    assert message.to == RECEIVER

    clock.set(clock.now() + dt.timedelta(seconds=1))
    outbox.empty_old()

    message.refresh_from_db()
    assert (message.to, message.subject, message.body) == ("", "", "")
    assert (message.kind, message.emptied_at) == ("gruss", clock.now())


def test_waiting_mail_is_not_forgotten(queue, clock):
    message = queue()
    clock.set(clock.now() + dt.timedelta(days=200))

    outbox.empty_old()

    message.refresh_from_db()
    assert message.to == RECEIVER


# Trying again


def test_try_again_queues_a_failed_mail_and_is_recorded(queue, mails, timo):
    mails.refuse_receiver = "550 no such user"
    message = queue(region_id="014009")
    outbox.deliver_due()
    mails.refuse_receiver = None

    outbox.try_again(message, actor=timo)

    assert outbox.deliver_due() == 1
    entry = AuditEntry.objects.latest("seq")
    assert (entry.step, entry.actor) == ("outbox.tried_again", timo.public_id)
    assert (entry.subject, entry.region_id) == (message.public_id, "014009")


def test_try_again_refuses_a_mail_that_waits(queue, timo):
    message = queue()

    with pytest.raises(Refused, match="nicht gescheitert"):
        outbox.try_again(message, actor=timo)


def test_log_of_a_failure_names_no_receiver(queue, mails, caplog):
    mails.refuse_receiver = "550 no such user"
    queue()

    outbox.deliver_due()

    assert "outbox.not_sent" in caplog.text
    ours = [record for record in caplog.records if record.name.startswith("portal")]
    assert all("aylin" not in str(vars(record)) for record in ours)
