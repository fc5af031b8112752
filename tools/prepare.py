"""Brings the database up to date: tables, Berlin's data, and with DEMO=1 at first the demo's cases.

Runs as the owner of the tables. Every part may run again and then changes nothing.
"""

import fcntl
import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from portal import embedded
from portal.environment import env
from tools.sources import CHECKOUT

LOCK = CHECKOUT / "var" / "prepare.lock"


def prepare_database() -> None:
    os.environ.update(DJANGO_SETTINGS_MODULE="portal.settings", DB_ROLE="owner")
    django.setup()
    _step("Tables", "migrate")
    _step("Table of the cache", "createcachetable")
    _step("Areas and streets", "load_reference")
    _step("Texts of the letters", "load_texts")
    if _full_data_is_at_hand():
        _step("Addresses and geometry of Berlin", "load_open_data")
    if settings.DEMO and _is_empty():
        _step("Cast and cases of the demo", "demo_data")


def _step(title: str, command: str) -> None:
    print(f"• {title} …", flush=True)
    started = time.monotonic()
    call_command(command, verbosity=0, stdout=io.StringIO())
    print(f"  done in {time.monotonic() - started:.1f} s", flush=True)


def _full_data_is_at_hand() -> bool:
    from regions.opendata import files

    return files.default_folder() is not None


def _is_empty() -> bool:
    from stadtteilkasse.models import Antrag

    return not Antrag.objects.exists()


@contextmanager
def alone() -> Iterator[None]:
    """One at a time in this folder: a second one waits, and then finds nothing to do.

    Does nothing where DATABASE_URL names a server: in operation the folder cannot be written.
    """
    if env("DATABASE_URL"):
        yield
        return
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    with alone(), embedded.for_a_while():
        try:
            prepare_database()
        finally:
            # An open connection would count as someone who still uses the server.
            connections.close_all()
