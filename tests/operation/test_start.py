"""The start commands of Dockerfile and compose file, walked by hand with values of operation."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from urllib.error import URLError

import pytest
import yaml
from django.conf import settings
from django.db import connections

from tools import as_production
from tools.sources import CHECKOUT

COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
SECONDS = 30


@pytest.fixture
def operation(real_db, tmp_path):
    """The environment of web and worker, on a copy of the test database."""
    name = connections.settings["default"]["NAME"]
    return {
        **as_production.environment(),
        "DATABASE_URL": re.sub(r"/stadtteilkasse\?", f"/{name}?", settings.DATABASE_URL),
        "DATABASE_OWNER_URL": re.sub(
            r"/stadtteilkasse\?", f"/{name}?", settings.DATABASE_OWNER_URL
        ),
        "STATIC_ROOT": str(tmp_path / "static"),
        "FILES_ROOT": str(tmp_path / "files"),
        "AUDIT_ANCHOR_FILE": str(tmp_path / "anchor"),
        "WORKER_LIFE_SIGN": str(tmp_path / "alive"),
        "TRUSTED_PROXIES": "1",
    }


@contextmanager
def running(command, environment):
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(command, environment):
    return subprocess.run(
        [sys.executable, *command], cwd=CHECKOUT, env=environment, capture_output=True, text=True
    )


def ask(port, path):
    headers = {"Host": "stadtteilkasse.localhost", "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return answer.status, answer.read().decode(), answer.headers


def eventually(attempt):
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            return attempt()
        except (URLError, OSError, AssertionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_web_becomes_ready_and_serves_styles(operation):
    port = free_port()
    operation["WEB_BIND"] = f"127.0.0.1:{port}"
    collected = run(["manage.py", "collectstatic", "--noinput"], operation)
    web = ["-m", "gunicorn", "--config", "deploy/gunicorn.py", "portal.wsgi"]

    assert collected.returncode == 0, collected.stderr
    with running(web, operation):
        status, body, headers = eventually(lambda: ask(port, "/readyz"))
        style = re.search(
            r'href="(/static/build/kern\.[0-9a-f]+\.css)"', ask(port, "/impressum/")[1]
        )
        style_status, _, style_headers = ask(port, style[1])

    assert (status, body.count("true")) == (200, 3)
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert style_status == 200
    assert "immutable" in style_headers["Cache-Control"]


# Slow where the open data of all Berlin are at hand: then it loads them.
@pytest.mark.slow
def test_migrate_runs_as_owner_and_makes_no_demo(operation):
    migrated = run(["-m", "tools.prepare"], {**operation, "DB_ROLE": "owner"})

    assert migrated.returncode == 0, migrated.stderr
    assert "demo" not in migrated.stdout


def test_worker_shows_life_and_ends_when_asked(operation):
    command = COMPOSE["services"]["worker"]["command"][1:]
    check = COMPOSE["services"]["worker"]["healthcheck"]["test"][2:]

    def is_alive():
        assert run(check, operation).returncode == 0

    with running(command, operation) as worker:
        eventually(is_alive)
        worker.send_signal(signal.SIGTERM)
        ended = worker.wait(SECONDS)

    assert ended == 0


def test_worker_without_life_sign_is_not_alive(operation):
    os.makedirs(operation["FILES_ROOT"])

    assert run(["deploy/worker_is_alive.py"], operation).returncode != 0
