"""The one background process: runs what the queue wakes, and the tick every minute.

Killed at any moment, it loses nothing: what is due stands in rows with leases. It renews itself
when it has grown, because rendering letters leaks a little memory.
"""

import logging
import os
import resource
import signal
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import Error, close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from portal.demo import clock as demo_clock
from portal.jobs import life
from portal.jobs.tick import tick

log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1
SECONDS_BETWEEN_TICKS = 60
SECONDS_AFTER_FAILURE = 5


def run() -> None:
    """Work until SIGTERM or SIGINT; the row in hand is finished first."""
    queue = _queue_worker()
    _listen_for_the_end(queue)
    log.info("worker.started", extra={"data": {"pid": os.getpid()}})
    next_tick = 0.0
    while life.goes_on():
        try:
            _follow_the_demo_clock()
            if time.monotonic() >= next_tick:
                next_tick = time.monotonic() + SECONDS_BETWEEN_TICKS
                close_old_connections()
                tick()
            queue.run()
        except Error:
            log.exception("worker.database_failed")
            close_old_connections()
            life.pause(SECONDS_AFTER_FAILURE)
        _renew_when_grown()
        life.pause(SECONDS_BETWEEN_LOOKS)
    log.info("worker.ended")


def _queue_worker():
    # batch: run() comes back as soon as the queue is empty.
    return QueueWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )


def _listen_for_the_end(queue):
    def end(signum, frame):
        life.end()
        queue.running = False

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


def _follow_the_demo_clock():
    if settings.DEMO:
        demo_clock.follow()


def _renew_when_grown():
    if not life.goes_on() or _resident_megabytes() < settings.WORKER_MEGABYTES:
        return
    log.info("worker.renewed", extra={"data": {"megabytes": _resident_megabytes()}})
    connections.close_all()
    # The same process number goes on, so whoever watches us notices nothing.
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _resident_megabytes():
    # Not ru_maxrss: that one survives the exec, and we would renew for ever.
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 2**20
