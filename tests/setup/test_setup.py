import re
import subprocess
import sys

import pytest

from tools import setup, system_packages
from tools.sources import CHECKOUT


@pytest.fixture
def step(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "CHECKOUT", tmp_path)
    lock = tmp_path / "lock"
    lock.write_text("1")
    runs = []
    made = setup.Step("Packages", tmp_path / "var" / "stamp", [lock], lambda: runs.append(1))
    return made, lock, runs


def test_step_runs_once(step):
    made, _, runs = step

    made.run()
    made.run()

    assert len(runs) == 1


def test_step_runs_again_when_its_input_changes(step):
    made, lock, runs = step

    made.run()
    lock.write_text("2")
    made.run()

    assert len(runs) == 2


def test_step_that_failed_runs_again(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "CHECKOUT", tmp_path)
    stamp = tmp_path / "stamp"

    with pytest.raises(SystemExit, match="This did not work: false"):
        setup.Step("Packages", stamp, [], lambda: setup.run("false")).run()

    assert not stamp.exists()


def test_setup_runs_without_any_package():
    """It runs before there are any, so nothing it imports may need one."""
    imported = subprocess.run(
        [sys.executable, "-S", "-c", "import tools.setup, tools.make_secrets"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )

    assert imported.returncode == 0, imported.stderr


def test_missing_library_names_its_package(monkeypatch):
    monkeypatch.setattr(system_packages, "LIBRARIES", {"libnothing.so.0": "libnothing0"})

    assert system_packages.missing_packages(for_tests=False) == ["libnothing0"]


def test_missing_packages_end_with_the_exact_line(monkeypatch):
    monkeypatch.setattr(system_packages, "LIBRARIES", {"libnothing.so.0": "libnothing0"})
    monkeypatch.setattr(system_packages.shutil, "which", lambda program: None)
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit) as ended:
        system_packages.require(for_tests=False)

    line = "sudo apt-get install --no-install-recommends libnothing0"
    assert line in str(ended.value)


def test_requirements_are_pinned_with_hashes_and_name_no_address():
    for file in sorted((CHECKOUT / "requirements").glob("*.txt")):
        lines = [line for line in file.read_text().splitlines() if re.match(r"[a-z]", line)]

        assert [line for line in lines if "==" not in line or not line.endswith("\\")] == []
        assert "://" not in file.read_text()


def test_lock_of_npm_names_no_address():
    assert "resolved" not in (CHECKOUT / "package-lock.json").read_text()
