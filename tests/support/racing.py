"""`at_once(act, rows)`: as many threads, each with a connection of its own (needs `real_db`)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import IntegrityError, connection

from portal.errors import Refused
from stadtteilkasse.haushalt.models import Budget
from stadtteilkasse.haushalt.services import posting


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


def take_the_lock_off_budgets(monkeypatch):
    """For the control of a race of two: both read the same budget before either of them writes."""
    both_have_read = Barrier(2)

    def read(**which):
        budgets = list(Budget.objects.filter(**which).select_related("region", "haushaltsjahr"))
        both_have_read.wait(timeout=60)
        return budgets

    monkeypatch.setattr(posting, "lock_budgets", read)
