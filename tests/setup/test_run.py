"""`make run`, as a person meets it: an address that answers, and Ctrl-C that leaves nothing."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from tools import as_production
from tools.sources import CHECKOUT

SECONDS = 300


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(port):
    modes = (*as_production.MODES, "DJANGO_SETTINGS_MODULE")
    inherited = {name: value for name, value in os.environ.items() if name not in modes}
    return subprocess.Popen(
        [sys.executable, "-m", "tools.run"],
        cwd=CHECKOUT,
        env={**inherited, "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def status(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return answer.status


def read_until_started(demo):
    said = []
    for line in demo.stdout:
        said.append(line)
        if "Ctrl-C ends everything" in line:
            break
    return "".join(said)


def is_alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_run_answers_and_ends_all_it_started(port, end):
    demo = start(port)
    try:
        said = read_until_started(demo)
        answers = [status(port, path) for path in ("/", "/demo/", "/static/build/kern.css")]
        os.killpg(demo.pid, end)
        demo.communicate(timeout=SECONDS)
    finally:
        if demo.poll() is None:
            os.killpg(demo.pid, signal.SIGKILL)

    assert f"http://127.0.0.1:{port}/demo/" in said
    assert answers == [200, 200, 200]
    assert not is_alive(demo.pid)


def test_run_names_another_port_when_one_is_taken(port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        demo = start(port)
        said, _ = demo.communicate(timeout=SECONDS)

    assert demo.returncode == 1
    assert f"Port {port} is taken. Try: make run PORT={port + 1}" in said
