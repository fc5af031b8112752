"""The life of the worker. Loops over due rows ask between two rows whether they go on."""

import threading
from pathlib import Path

from django.conf import settings

_ending = threading.Event()

# Ask the loops to end after the row in hand.
end = _ending.set


def goes_on() -> bool:
    """Whether to take the next row; touches the sign that deploy/worker_is_alive.py looks at."""
    if settings.WORKER_LIFE_SIGN:
        Path(settings.WORKER_LIFE_SIGN).touch()
    return not _ending.is_set()


def pause(seconds: float) -> None:
    """Sleep, but wake up as soon as the worker is asked to end."""
    _ending.wait(seconds)
