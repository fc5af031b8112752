"""The only source of now and today. Services ask it; domain functions take `today` as a value."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.conf import settings

BERLIN = ZoneInfo("Europe/Berlin")

_fixed: dt.datetime | None = None


def now() -> dt.datetime:
    """This moment, aware, in Europe/Berlin."""
    return _fixed or dt.datetime.now(BERLIN)


def today() -> dt.date:
    """The legal day in Berlin."""
    return now().date()


def day_of(moment: dt.datetime) -> dt.date:
    """The legal day in Berlin on which a moment fell."""
    return moment.astimezone(BERLIN).date()


def set(moment: dt.datetime | dt.date) -> None:
    """Hold the clock at a moment (a date means noon). Only where a setting allows it."""
    if not settings.CLOCK_CAN_BE_SET:
        raise RuntimeError("The clock can be set in tests and in the demo only.")
    global _fixed
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(12))
    _fixed = moment.astimezone(BERLIN) if moment.tzinfo else moment.replace(tzinfo=BERLIN)


@contextmanager
def at(moment: dt.datetime | dt.date) -> Iterator[None]:
    """Let what is inside happen at a moment; afterwards the clock is as it was before."""
    global _fixed
    before = _fixed
    set(moment)
    try:
        yield
    finally:
        _fixed = before


def reset() -> None:
    """Let the clock run again."""
    global _fixed
    _fixed = None
