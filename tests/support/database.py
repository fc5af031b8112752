"""Databases of the tests: one template, made once for a state of the code, and its quick copies."""

import hashlib
import os
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from portal.environment import database

ROOT = Path(settings.BASE_DIR)
# What the template is made of: a change in one of these makes a new template.
INGREDIENTS = (
    "*/migrations/*.py",
    "regions/reference/*",
    "regions/*.py",
    "regions/roles/*.py",
    "koordination/*.py",
    "**/seed.py",
    "deploy/postgres/*.sql",
    "tests/support/*.py",
)


@cache
def template_name():
    digest = hashlib.sha256()
    for pattern in INGREDIENTS:
        for path in sorted(ROOT.glob(pattern)):
            if ".venv" not in path.parts and "node_modules" not in path.parts:
                digest.update(path.name.encode() + path.read_bytes())
    return f"test_template_{digest.hexdigest()[:12]}"


def process_database():
    return f"test_run_{os.getpid()}"


@contextmanager
def maintenance():
    """A cursor of the owner, outside any of the databases that come and go."""
    owner = database(settings.DATABASE_OWNER_URL)
    connection = psycopg2.connect(
        dbname="postgres",
        user=owner["USER"],
        password=owner["PASSWORD"],
        host=owner["HOST"],
        port=owner["PORT"] or None,
    )
    connection.autocommit = True
    try:
        yield connection.cursor()
    finally:
        connection.close()


def ensure_template(fill):
    """Make the template unless it stands; `fill` puts the rows in that all tests share."""
    name = template_name()
    with maintenance() as cursor:
        # One builder at a time, also between processes.
        cursor.execute("SELECT pg_advisory_lock(7309)")
        _drop_left_behind(cursor, keep=name)
        if not _exists(cursor, name):
            unfinished = f"{name}_new"
            cursor.execute(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{unfinished}"')
            with connected_as_owner(unfinished):
                call_command("migrate", verbosity=0)
                call_command("createcachetable", verbosity=0)
                fill()
            cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')


def copy_template(name):
    with maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template_name()}" STRATEGY FILE_COPY')


def drop(name):
    with maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def connected_as_owner(name):
    """Django's default connection goes to this database as its owner, for migrations."""
    chosen = connections.settings["default"]
    before = dict(chosen)
    owner = database(settings.DATABASE_OWNER_URL)
    connections.close_all()
    chosen.update(NAME=name, USER=owner["USER"], PASSWORD=owner["PASSWORD"])
    try:
        yield
    finally:
        connections.close_all()
        chosen.update(before)


def connect_to(name):
    """Django's default connection goes to this database, as the application's role."""
    connections.close_all()
    connections.settings["default"]["NAME"] = name


def _exists(cursor, name):
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def _drop_left_behind(cursor, keep):
    """Copies of processes that are gone, and templates of another state of the code."""
    cursor.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'test\_%'")
    names = [name for (name,) in cursor.fetchall()]
    runs = [name for name in names if name.startswith("test_run_")]
    alive = {name for name in runs if _is_alive(int(name.split("_")[2]))}
    # A run of another state of the code copies its own template for each test that commits.
    kept = {keep, *alive} if not alive else set(names) - set(runs) | alive
    for name in names:
        if name not in kept:
            with suppress(psycopg2.errors.ObjectInUse):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
