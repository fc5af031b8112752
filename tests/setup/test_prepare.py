"""Preparing the database: one at a time on a developer's machine, without a trace in operation."""

import fcntl

import pytest

from tools import prepare


@pytest.fixture
def lock(monkeypatch, tmp_path):
    path = tmp_path / "var" / "prepare.lock"
    monkeypatch.setattr(prepare, "LOCK", path)
    return path


def test_preparation_lets_a_second_one_wait(lock, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)

    with prepare.alone(), lock.open() as second, pytest.raises(BlockingIOError):
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)

    with lock.open() as second:
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_preparation_with_a_server_of_its_own_writes_no_file(lock, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.invalid/stadtteilkasse")

    with prepare.alone():
        pass

    assert not lock.parent.exists()
