"""The minute's work: each step finds in the data what is due, and catches up on what was missed."""

import logging

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils.module_loading import import_string

from portal import clock, request_id
from portal.jobs import life
from portal.jobs.models import TickStep

log = logging.getLogger(__name__)


def daily(step):
    """Mark a step that needs to run only once a day, in the first tick of the day."""
    step.is_daily = True
    return step


def tick() -> bool:
    """Run every step of settings.TICK. A failing step does not stop the others.

    Returns whether all worked. Safe to run at any time, twice, and in two places at once.
    """
    with request_id.use(f"tick-{request_id.new()}"):
        worked = [_run(path) for path in settings.TICK if life.goes_on()]
    return all(worked)


def _run(path) -> bool:
    try:
        step = import_string(path)
        if getattr(step, "is_daily", False) and _worked_today(path):
            return True
        step()
        TickStep.objects.update_or_create(name=path, defaults={"ok_at": clock.now()})
    except Exception as error:
        log.exception("tick.step_failed", extra={"data": {"step": path}})
        _note_failure(path, error)
        return False
    return True


def _worked_today(path):
    done = TickStep.objects.filter(name=path, ok_at__isnull=False).first()
    return done is not None and clock.day_of(done.ok_at) >= clock.today()


def _note_failure(path, error):
    try:
        if not connection.in_atomic_block:
            close_old_connections()
        failure = {"failed_at": clock.now(), "error": type(error).__name__}
        TickStep.objects.update_or_create(name=path, defaults=failure)
    except Exception:
        # Without a database nothing can be noted; the log has it.
        log.exception("tick.failure_not_noted", extra={"data": {"step": path}})
