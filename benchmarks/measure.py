"""What one call of a function costs."""

import gc
import statistics
import time
import tracemalloc
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

WARM_UP = 3


@dataclass(frozen=True)
class Cost:
    """Milliseconds: CPU of this process (median), and time that passed (median, 95 %)."""

    cpu: float
    median: float
    slow: float

    def times(self, other: "Cost") -> float:
        return self.cpu / other.cpu


def costs_of(actions: dict, repeats: int) -> dict[str, Cost]:
    """The cost of one call of each, after some that do not count.

    They are called in turns, so that a busy moment of the machine hits all of them alike.
    """
    for action in actions.values():
        for _ in range(min(WARM_UP, repeats)):
            action()
    gc.collect()
    taken = {name: [] for name in actions}
    for _ in range(repeats):
        for name, action in actions.items():
            taken[name].append(_time(action))
    return {name: _cost(times) for name, times in taken.items()}


def _time(action):
    cpu, passed = time.process_time(), time.perf_counter()
    action()
    return 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - passed)


def _cost(times):
    cpu, passed = zip(*times, strict=True)
    slow = statistics.quantiles(passed, n=20)[-1]
    return Cost(statistics.median(cpu), statistics.median(passed), slow)


def queries_of(action) -> int:
    """How many queries one call sends, those for the session and the person included."""
    action()
    with CaptureQueriesContext(connection) as queries:
        action()
    return len(queries)


def peak_megabytes_of(action) -> float:
    """The most memory that Python holds during one call, above what it held before."""
    gc.collect()
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
