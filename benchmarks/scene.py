"""A database of its own with many invented cases."""

from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from portal import clock
from regions.opendata.files import default_folder
from tests.conftest import FIRST_DAY
from tests.support import database
from tests.support.clients import client_for
from tests.support.world import fill_template


@contextmanager
def database_with(cases):
    """Django's connection goes to a database with so many cases, which is gone afterwards."""
    name = f"benchmarks_{cases}"
    clock.set(FIRST_DAY)
    database.ensure_template(fill_template)
    database.copy_template(name)
    database.connect_to(name)
    try:
        call_command("demo_data", antraege=cases, verbosity=0)
        _settle()
        yield
    finally:
        database.connect_to("postgres")
        database.drop(name)


def load_all_addresses() -> bool:
    """Load Berlin's directory of addresses where it is at hand; says whether it was."""
    if default_folder() is None:
        return False
    with database.connected_as_owner(_current()):
        call_command("load_open_data", verbosity=0)
    return True


def client_of(key):
    """A test client logged in as somebody of the cast."""
    return client_for(get_user_model().objects.get(email=f"{key}@example.org"))


def _settle():
    """What autovacuum does in operation some minutes after many rows were written."""
    with database.connected_as_owner(_current()), connection.cursor() as cursor:
        # ANALYZE alone leaves new rows in the pending lists of the indexes for searching.
        cursor.execute("VACUUM ANALYZE")


def _current():
    return connection.settings_dict["NAME"]
