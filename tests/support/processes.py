"""Commands in processes of their own, on the database of the test (needs `real_db`)."""

import os
import subprocess
import sys
import time
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def environment(**extra):
    """The environment in which a child finds the test's database and files."""
    database = connection.settings_dict
    login = f"{database['USER']}:{database['PASSWORD']}@" if database["USER"] else ""
    place = quote(database["HOST"], safe="")
    url = f"postgresql://{login}/{database['NAME']}?host={place}"
    if database["PORT"]:
        url = f"postgresql://{login}{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return {
        **os.environ,
        "TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": settings.DATABASE_OWNER_URL,
        "FILES_ROOT": str(settings.FILES_ROOT),
        **extra,
    }


def start_manage(*arguments, **extra):
    """`manage.py …` as a running process; end it with `stop`."""
    return subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", *arguments],
        env=environment(**extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def stop(process, number):
    """Send the signal; the exit code and what the process had written."""
    process.send_signal(number)
    output, _ = process.communicate(timeout=60)
    return process.returncode, output


def wait_until(condition, seconds=60):
    """Look until the condition holds; fails when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
