"""`at_once(act, rows)`: as many threads, each with a connection of its own (needs `real_db`)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import IntegrityError, connection

from portal.errors import Refused


def at_once(act, rows) -> list[str]:
    """How `act(row)` ended for each: what it returned, the sentence of a refusal, or the error."""
    start = Barrier(len(rows))

    def run(row):
        start.wait(timeout=60)
        try:
            return act(row)
        except Refused as refusal:
            return refusal.sentence
        except IntegrityError as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(rows)) as pool:
        return sorted(pool.map(run, rows))
