"""All that `make test` proves: lint, format, floors, migrations, deployment settings, tests.

`--slow` runs the long proofs instead. Words after it go to pytest.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from portal import embedded
from tools import as_production
from tools.sources import CHECKOUT

BIN = Path(sys.executable).parent


def main() -> None:
    # Asked to end, end the server, too, if it was started here.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    arguments = sys.argv[1:]
    with embedded.for_a_while():
        if "--slow" in arguments:
            arguments.remove("--slow")
            failed = run_tests("slow", arguments)
        else:
            failed = [title for title, command, env in checks() if not _passes(title, command, env)]
            failed += run_tests("not slow", arguments)
    if failed:
        raise SystemExit(f"Failed: {', '.join(failed)}")


def checks() -> list[tuple[str, list[str], dict[str, str]]]:
    """What is checked before the tests: title, command, environment."""
    plain = {**_without_modes(), "DEBUG": "1"}
    deploy = ["check", "--deploy", "--fail-level", "WARNING"]
    return [
        ("ruff", [f"{BIN}/ruff", "check", "--output-format", "concise", "."], plain),
        ("format", [f"{BIN}/ruff", "format", "--check", "--output-format", "concise", "."], plain),
        ("floors", [f"{BIN}/lint-imports", "--no-logo"], plain),
        ("migrations", _manage("makemigrations", "--check", "--dry-run"), plain),
        ("deployment", _manage(*deploy), as_production.environment()),
    ]


def run_tests(mark: str, arguments: list[str]) -> list[str]:
    # Two processes, for that is what a small machine has cores for.
    command = [f"{BIN}/pytest", "-m", mark, "-n", "2", *arguments]
    return [] if _passes(f"tests ({mark})", command, _without_modes()) else ["tests"]


def _without_modes() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in as_production.MODES}


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def _passes(title: str, command: list[str], environment: dict[str, str]) -> bool:
    print(f"• {title} …", flush=True)
    started = time.monotonic()
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, stdin=subprocess.DEVNULL)
    verdict = "passed" if done.returncode == 0 else "FAILED"
    print(f"  {title}: {verdict} in {time.monotonic() - started:.0f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
