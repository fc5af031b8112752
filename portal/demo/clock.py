"""The demo's clock: set on a page, followed by every process, running on from where it was set."""

import datetime as dt
import time

from portal import clock
from portal.demo.models import DemoClock


def set_to(day):
    """Let the demo's clock show this day, at the time of day that it is."""
    moment = dt.datetime.combine(day, clock.now().time(), clock.BERLIN)
    DemoClock.objects.update_or_create(pk=1, defaults={"shown": moment, "set_at": time.time()})
    follow()


def back_to_now():
    """Let the demo's clock show the real time again."""
    DemoClock.objects.all().delete()
    follow()


def follow():
    """Set this process's clock to the demo's. Called for each request, and by the worker."""
    row = DemoClock.objects.first()
    if row is None:
        clock.reset()
        return
    clock.set(row.shown + dt.timedelta(seconds=time.time() - row.set_at))
