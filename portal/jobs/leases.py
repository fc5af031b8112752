"""Rows that a worker must do: claimed for a while, taken over when the worker dies.

    class Message(LeasedRow): ...

    for row in claim_due(Message.objects.all()):   # a transaction of its own
        ...                                        # the work
        finish(row)                                # or retry_later(row, error), give_up(row, error)

`attempts` is the fence: who was taken over no longer changes the row.
"""

import datetime as dt
import logging

from django.db import models, transaction

from portal import clock
from portal.jobs import life

log = logging.getLogger(__name__)

FIRST_DELAY = dt.timedelta(minutes=1)
LONGEST_DELAY = dt.timedelta(hours=6)


class LeaseState(models.TextChoices):
    QUEUED = "queued", "wartet"
    LEASED = "leased", "in Arbeit"
    DONE = "done", "erledigt"
    FAILED = "failed", "gescheitert"


class LeaseLost(Exception):
    """Another worker took the row over in the meantime."""


class LeasedRow(models.Model):
    """One piece of work with its state. `crashes` counts the workers that died at it."""

    LEASE = dt.timedelta(minutes=5)
    MOST_ATTEMPTS = 20  # with the delays below: about three days
    MOST_CRASHES = 3

    state = models.CharField(
        max_length=8, choices=LeaseState, default=LeaseState.QUEUED, editable=False
    )
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    crashes = models.PositiveSmallIntegerField(default=0, editable=False)
    next_attempt_at = models.DateTimeField(default=clock.now, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    last_error = models.CharField(max_length=80, blank=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=LeaseState.values), name="%(class)s_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="leased", lease_until__isnull=False)
                | (~models.Q(state="leased") & models.Q(lease_until=None)),
                name="%(class)s_lease_has_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", done_at__isnull=False)
                | (~models.Q(state="done") & models.Q(done_at=None)),
                name="%(class)s_done_has_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(state__in=["queued", "leased"]),
                name="%(class)s_due",
            ),
        ]


@transaction.atomic
def claim_due(queryset, limit=1):
    """Lease up to `limit` rows that are due, each to one worker. Returns the list of rows.

    A row whose lease ran out is due again; when too many workers died at it, it fails instead.
    Call it outside of any transaction, so that the lease is known to all before work begins.
    """
    now = clock.now()
    model = queryset.model
    ran_out = models.Q(state=LeaseState.LEASED, lease_until__lte=now)
    queryset.filter(ran_out, crashes__gte=model.MOST_CRASHES).update(
        state=LeaseState.FAILED, lease_until=None, last_error="LeaseRanOut"
    )
    due = queryset.filter(ran_out | models.Q(state=LeaseState.QUEUED, next_attempt_at__lte=now))
    rows = list(
        due.select_for_update(skip_locked=True, of=("self",)).order_by("next_attempt_at", "pk")[
            :limit
        ]
    )
    for row in rows:
        row.crashes += row.state == LeaseState.LEASED
        row.attempts += 1
        row.state = LeaseState.LEASED
        row.lease_until = now + row.LEASE
        row.save(update_fields=["crashes", "attempts", "state", "lease_until"])
    return rows


def finish(row) -> bool:
    """Mark a leased row as done. False when another worker has taken it over."""
    return _leave(row, state=LeaseState.DONE, done_at=clock.now(), last_error="")


def retry_later(row, error: Exception, *, crashed=False) -> bool:
    """Give the row back, to be tried again after a growing delay; the last attempt fails it.

    `crashed`: nobody knows whether the work was done; it counts as if the worker had died.
    """
    crashes = row.crashes + crashed
    if row.attempts >= row.MOST_ATTEMPTS or crashes > row.MOST_CRASHES:
        return give_up(row, error)
    return _leave(
        row,
        state=LeaseState.QUEUED,
        crashes=crashes,
        next_attempt_at=clock.now() + delay_after(row.attempts),
        last_error=type(error).__name__,
    )


def give_up(row, error: Exception) -> bool:
    """Fail the row for good; a person may start it again."""
    return _leave(row, state=LeaseState.FAILED, last_error=type(error).__name__)


def start_again(queryset) -> int:
    """Queue the failed ones among the rows anew, with all their attempts. Returns how many."""
    return queryset.filter(state=LeaseState.FAILED).update(
        state=LeaseState.QUEUED, attempts=0, crashes=0, next_attempt_at=clock.now()
    )


def delay_after(attempts: int) -> dt.timedelta:
    """1, 2, 4, … minutes, at most six hours."""
    return min(FIRST_DELAY * 2 ** min(attempts - 1, 16), LONGEST_DELAY)


def work_off(queryset, work) -> int:
    """Do every due row: `work(row)` and its being done stand or fall together.

    A row that raises is tried again later and holds nobody up. Returns how many were done.
    """
    done = 0
    while life.goes_on() and (rows := claim_due(queryset)):
        done += _work_on(rows[0], work)
    return done


def _work_on(row, work) -> bool:
    try:
        with transaction.atomic():
            work(row)
            if not finish(row):
                raise LeaseLost
    except Exception as error:
        log.exception("jobs.row_failed", extra={"data": {"model": row._meta.label, "pk": row.pk}})
        retry_later(row, error)
        return False
    return True


def _leave(row, **changes) -> bool:
    mine = type(row)._base_manager.filter(pk=row.pk, state=LeaseState.LEASED, attempts=row.attempts)
    return bool(mine.update(lease_until=None, **changes))
