"""What Debian and Ubuntu must bring, installed where we may, else named with the exact line."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

# Library that WeasyPrint loads -> package. The last one halves the time of a letter.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def require(*, for_tests: bool) -> None:
    """Install what is missing, or end with a sentence that says how."""
    missing = missing_packages(for_tests=for_tests)
    if not missing:
        return
    print(f"• System packages: {' '.join(missing)} …", flush=True)
    if not _install(missing) or missing_packages(for_tests=for_tests):
        raise SystemExit(
            f"Please install these, then start again:\n\n    {_line(missing)}\n\n"
            "(On another system: Pango with HarfBuzz, Python's venv, and for tests a Chromium.)"
        )


def missing_packages(*, for_tests: bool) -> list[str]:
    missing = [package for library, package in LIBRARIES.items() if not _loads(library)]
    if not importlib.util.find_spec("ensurepip"):
        missing.append(f"python3.{sys.version_info.minor}-venv")
    if for_tests and not any(map(shutil.which, BROWSERS)):
        missing.append("chromium")
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install(packages: list[str]) -> bool:
    apt = shutil.which("apt-get")
    become_root = _become_root()
    if not apt or become_root is None:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for verb in (("update", "-q"), ("install", "-q", "-y", "--no-install-recommends", *packages)):
        done = subprocess.run(
            [*become_root, apt, *verb], env=quiet, stdin=subprocess.DEVNULL, capture_output=True
        )
        if done.returncode:
            print(done.stderr.decode(errors="replace"), file=sys.stderr)
            return False
    return True


def _become_root() -> list[str] | None:
    """The words to put before a command so that root runs it; None where that needs a password."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def _line(packages: list[str]) -> str:
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get install --no-install-recommends {' '.join(packages)}"
