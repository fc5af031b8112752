"""The embedded PostgreSQL, in folders of its own; the one that the tests use stays untouched."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2
import pytest

from portal import embedded

START = (
    "import sys; from pathlib import Path; from portal import embedded; "
    "embedded.CHECKOUT = Path(sys.argv[1]); print(embedded.ensure_running()[1])"
)


@pytest.fixture
def checkout(monkeypatch):
    """A checkout that every user may enter, whose server is ended after the test."""
    folder = Path(tempfile.mkdtemp(prefix="stk-checkout-"))
    folder.chmod(0o755)
    monkeypatch.setattr(embedded, "CHECKOUT", folder)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield folder
    embedded.stop()
    shutil.rmtree(folder)


def rows(url, sql):
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def test_ensure_running_gives_two_roles(checkout):
    owner, application = embedded.ensure_running()

    assert rows(owner, "SELECT current_user") == [("stk_owner",)]
    assert rows(application, "SELECT current_user") == [("stk_app",)]


def test_application_writes_rows_but_no_tables(checkout):
    owner, application = embedded.ensure_running()
    rows(owner, "CREATE TABLE thing (id serial PRIMARY KEY, name text)")

    rows(application, "INSERT INTO thing (name) VALUES ('one')")
    rows(application, "UPDATE thing SET name = 'two'")

    assert rows(application, "SELECT name FROM thing") == [("two",)]
    for forbidden in ("DROP TABLE thing", "CREATE TABLE other (id int)", "TRUNCATE thing"):
        with pytest.raises(psycopg2.errors.lookup("42501")):
            rows(application, forbidden)


def test_rights_hold_in_databases_made_later(checkout):
    owner, application = embedded.ensure_running()
    connection = psycopg2.connect(owner)
    connection.autocommit = True
    connection.cursor().execute("CREATE DATABASE another")
    connection.close()
    owner, application = (
        url.replace("/stadtteilkasse?", "/another?") for url in (owner, application)
    )
    rows(owner, "CREATE TABLE thing (id int)")

    rows(application, "INSERT INTO thing VALUES (1)")

    assert rows(application, "SELECT id FROM thing") == [(1,)]


def test_processes_that_start_at_once_share_one_server(checkout):
    starts = [
        subprocess.Popen([sys.executable, "-c", START, checkout], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    urls = [start.communicate(timeout=60)[0].strip() for start in starts]

    assert [start.returncode for start in starts] == [0, 0, 0, 0]
    assert len(set(urls)) == 1
    assert rows(urls[0], "SELECT 1") == [(1,)]


def test_server_goes_on_when_the_process_that_started_it_ends(checkout):
    subprocess.run([sys.executable, "-c", START, checkout], check=True, capture_output=True)

    assert embedded.is_running(embedded.server_of(checkout))


def test_data_outlives_a_stop(checkout):
    owner, _ = embedded.ensure_running()
    rows(owner, "CREATE TABLE thing (id int)")

    embedded.stop()
    owner, _ = embedded.ensure_running()

    assert rows(owner, "SELECT count(*) FROM thing") == [(0,)]


def test_data_folder_half_made_is_made_again(checkout):
    embedded.ensure_running()
    embedded.stop()
    embedded.server_of(checkout).complete.unlink()

    owner, _ = embedded.ensure_running()

    assert rows(owner, "SELECT 1") == [(1,)]


def test_for_a_while_ends_what_it_started(checkout):
    with embedded.for_a_while():
        assert embedded.is_running(embedded.server_of(checkout))

    assert not embedded.is_running(embedded.server_of(checkout))


def test_for_a_while_leaves_a_server_that_ran_before(checkout):
    embedded.ensure_running()

    with embedded.for_a_while():
        pass

    assert embedded.is_running(embedded.server_of(checkout))


def test_for_a_while_leaves_a_server_that_others_use(checkout):
    with embedded.for_a_while():
        other = psycopg2.connect(embedded.ensure_running()[1])

    assert embedded.is_running(embedded.server_of(checkout))
    other.close()


def test_for_a_while_starts_nothing_where_a_database_is_given(checkout, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://stk_app@localhost/stadtteilkasse")

    with embedded.for_a_while():
        assert not embedded.is_running(embedded.server_of(checkout))


def test_only_the_servers_user_may_reach_data_and_socket(checkout):
    embedded.ensure_running()
    server = embedded.server_of(checkout)

    for folder in (server.data, server.sockets):
        assert folder.stat().st_mode & 0o077 == 0
        assert folder.stat().st_uid == server.uid
    assert server.uid != 0


def test_socket_of_a_deep_checkout_is_short(checkout):
    deep = checkout / ("deep/" * 30)
    deep.mkdir(parents=True)

    server = embedded.server_of(deep)

    assert len(str(server.sockets / embedded.SOCKET_NAME)) <= embedded.LONGEST_SOCKET_PATH


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its folders to another user")
def test_root_keeps_data_elsewhere_when_others_may_not_enter(checkout):
    checkout.chmod(0o700)
    try:
        home = embedded.server_of(checkout).home
    finally:
        checkout.chmod(0o755)

    assert home.is_relative_to("/var/lib/stadtteilkasse")
    assert embedded.server_of(checkout).home.is_relative_to(checkout)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its folders to another user")
def test_programs_are_copied_where_others_may_not_enter(checkout, monkeypatch):
    monkeypatch.setattr(embedded, "_others_may_run", lambda programs: False)

    owner, _ = embedded.ensure_running()

    assert rows(owner, "SELECT 1") == [(1,)]
    assert (embedded.server_of(checkout).home / "programs").is_dir()


def test_folder_of_someone_else_is_refused(checkout):
    server = embedded.server_of(checkout)
    foreign = embedded.Server(home=server.home, sockets=server.sockets, uid=4711, gid=4711)
    link = checkout / "link"
    link.symlink_to(checkout)

    with pytest.raises(embedded.EmbeddedUnavailable, match="belongs to someone else"):
        embedded._private_folder(foreign, link)


def test_without_package_a_sentence_says_what_to_do(checkout, monkeypatch):
    monkeypatch.setattr(embedded, "find_spec", lambda name: None)

    with pytest.raises(embedded.EmbeddedUnavailable, match="set DATABASE_URL, or run `make setup`"):
        embedded.ensure_running()
