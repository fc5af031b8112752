import datetime as dt

import pytest
from django.contrib.auth import get_user_model

from portal import clock as portal_clock
from regions.roles.cast import CAST
from tests.support import database
from tests.support.clients import client_for as make_client
from tests.support.world import fill_template

# Once for the whole run: a second copy of these fixtures would start a second Playwright, which
# refuses to share a process with the first.
pytest_plugins = ["tests.support.browser"]

# A Monday. Every test starts on it, and sets the clock when it needs another day.
FIRST_DAY = dt.date(2026, 3, 2)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """A copy of the template database for this process; triggers on, the application's role."""
    with django_db_blocker.unblock():
        portal_clock.set(FIRST_DAY)
        database.ensure_template(fill_template)
        database.copy_template(database.process_database())
        database.connect_to(database.process_database())
    yield
    with django_db_blocker.unblock():
        database.connect_to("postgres")
        database.drop(database.process_database())


@pytest.fixture
def real_db(django_db_setup, django_db_blocker):
    """A fresh copy of the template database, in which transactions really commit."""
    name = f"{database.process_database()}_real"
    with django_db_blocker.unblock():
        database.copy_template(name)
        database.connect_to(name)
        yield
        database.connect_to(database.process_database())
        database.drop(name)


@pytest.fixture(autouse=True)
def clock():
    """The portal's clock, held on a Monday; `clock.set(…)` moves it."""
    portal_clock.set(FIRST_DAY)
    yield portal_clock
    portal_clock.reset()


@pytest.fixture
def client_for():
    return make_client


def _cast_fixture(key):
    @pytest.fixture(name=key)
    def member(request):
        if "real_db" not in request.fixturenames:
            request.getfixturevalue("db")
        else:
            request.getfixturevalue("real_db")
        return get_user_model().objects.get(email=f"{key}@example.org")

    return member


for _member in CAST:
    globals()[_member.key] = _cast_fixture(_member.key)
