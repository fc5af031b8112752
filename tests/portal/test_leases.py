import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import QuerySet

from portal.jobs import leases
from portal.jobs.leases import LeaseState, claim_due, finish, give_up, retry_later
from portal.outbox.models import Message

SOON = dt.timedelta(seconds=1)


def make(number=0, **fields):
    return Message.objects.create(message_id=f"<{number}@example.org>", kind="test", **fields)


def messages():
    return Message.objects.filter(kind="test")


def test_claim_leases_the_row_for_a_while(db, clock):
    message = make()

    [claimed] = claim_due(messages())

    assert claimed.pk == message.pk
    assert (claimed.state, claimed.attempts) == (LeaseState.LEASED, 1)
    assert claimed.lease_until == clock.now() + Message.LEASE
    assert claim_due(messages()) == []


def test_claim_takes_the_longest_due_first_and_leaves_the_future(db, clock):
    later = make(1, next_attempt_at=clock.now() - dt.timedelta(minutes=1))
    first = make(2, next_attempt_at=clock.now() - dt.timedelta(minutes=2))
    make(3, next_attempt_at=clock.now() + SOON)

    claimed = claim_due(messages(), limit=5)

    assert [row.pk for row in claimed] == [first.pk, later.pk]


def test_row_is_taken_over_when_its_lease_ran_out(db, clock):
    make()
    [dead] = claim_due(messages())
    clock.set(clock.now() + Message.LEASE + SOON)

    [taken_over] = claim_due(messages())

    assert (taken_over.attempts, taken_over.crashes) == (2, 1)
    assert finish(dead) is False
    assert finish(taken_over) is True


def test_row_fails_when_too_many_workers_died_at_it(db, clock):
    make()
    for _ in range(1 + Message.MOST_CRASHES):
        assert len(claim_due(messages())) == 1
        clock.set(clock.now() + Message.LEASE + SOON)

    assert claim_due(messages()) == []

    row = messages().get()
    assert (row.state, row.last_error, row.lease_until) == (LeaseState.FAILED, "LeaseRanOut", None)


def test_retry_waits_longer_each_time_up_to_six_hours():
    minutes = [leases.delay_after(n).total_seconds() / 60 for n in (1, 2, 3, 9, 10, 20)]

    assert minutes == [1, 2, 4, 256, 360, 360]


def test_retry_keeps_the_class_of_the_error_only(db, clock):
    make()
    [row] = claim_due(messages())

    retry_later(row, ValueError("aylin@example.org"))

    row.refresh_from_db()
    assert (row.state, row.last_error) == (LeaseState.QUEUED, "ValueError")
    assert row.next_attempt_at == clock.now() + dt.timedelta(minutes=1)


def test_retry_after_the_last_attempt_fails_the_row(db):
    make(attempts=Message.MOST_ATTEMPTS - 1)
    [row] = claim_due(messages())

    retry_later(row, OSError())

    row.refresh_from_db()
    assert (row.state, row.last_error) == (LeaseState.FAILED, "OSError")


def test_start_again_gives_a_failed_row_all_its_attempts(db):
    make()
    [row] = claim_due(messages())
    give_up(row, OSError())

    assert leases.start_again(messages()) == 1

    row.refresh_from_db()
    assert (row.state, row.attempts, row.crashes) == (LeaseState.QUEUED, 0, 0)
    assert leases.start_again(messages()) == 0


def test_work_off_does_all_and_holds_nobody_up_for_a_bad_row(db):
    bad, good = make(1), make(2)

    def work(row):
        if row.pk == bad.pk:
            raise ValueError
        Message.objects.filter(pk=row.pk).update(subject="worked on")

    assert leases.work_off(messages(), work) == 1

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (good.state, good.subject) == (LeaseState.DONE, "worked on")
    assert (bad.state, bad.last_error) == (LeaseState.QUEUED, "ValueError")


def test_work_off_drops_the_work_of_a_row_that_was_taken_over(db, clock):
    make()

    def work(row):
        Message.objects.filter(pk=row.pk).update(subject="too late", attempts=row.attempts + 1)

    assert leases.work_off(messages(), work) == 0

    assert messages().get().subject == ""


def claim_at_once(workers):
    """Every worker claims one row, all at once. Returns the keys of the rows that they got."""
    claimed = []
    start = threading.Barrier(workers)

    def claim():
        connection.ensure_connection()
        start.wait()
        claimed.extend(row.pk for row in claim_due(messages()))
        connections.close_all()

    threads = [threading.Thread(target=claim) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return claimed


def test_workers_at_once_never_get_the_same_row(real_db):
    for number in range(8):
        make(number)

    claimed = claim_at_once(workers=8)

    assert len(claimed) == len(set(claimed))


def test_workers_at_once_get_the_same_row_with_the_lock_off(real_db, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda queryset, **options: queryset)
    for number in range(8):
        make(number)

    claimed = claim_at_once(workers=8)

    assert len(claimed) > len(set(claimed))


def test_claim_passes_by_a_row_that_is_locked(real_db):
    locked, free = make(1), make(2)
    claimed = []

    with transaction.atomic():
        Message.objects.select_for_update().get(pk=locked.pk)
        thread = threading.Thread(
            target=lambda: (
                claimed.extend(row.pk for row in claim_due(messages(), limit=5)),
                connections.close_all(),
            )
        )
        thread.start()
        thread.join(timeout=10)

    assert claimed == [free.pk]


@pytest.mark.parametrize(
    "fields",
    [{"state": "unknown"}, {"state": "leased"}, {"state": "done"}],
)
def test_database_refuses_a_state_without_its_time(db, fields):
    with pytest.raises(IntegrityError):
        make(**fields)
