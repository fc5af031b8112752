"""Runs manage.py with made-up values of operation: `python -m tools.as_production check --deploy`.

Good for commands that open no database: checks, and collecting static files for the image.
"""

import os
import secrets
import subprocess
import sys

from tools.sources import CHECKOUT

MODES = ("DEMO", "DEBUG", "TESTING")


def environment() -> dict[str, str]:
    """This environment without DEMO and its like, with all that operation must give."""
    inherited = {name: value for name, value in os.environ.items() if name not in MODES}
    return {**inherited, **made_up_values()}


def made_up_values() -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "AUDIT_KEY": secrets.token_urlsafe(64),
        "DATABASE_URL": "postgresql://stk_app:unused@localhost/stadtteilkasse",
        "ALLOWED_HOSTS": "stadtteilkasse.localhost",
        "BASE_URL": "https://stadtteilkasse.localhost",
        "EMAIL_HOST": "localhost",
        "DEFAULT_FROM_EMAIL": "stadtteilkasse@localhost",
    }


if __name__ == "__main__":
    command = [sys.executable, "manage.py", *sys.argv[1:]]
    raise SystemExit(subprocess.run(command, cwd=CHECKOUT, env=environment()).returncode)
