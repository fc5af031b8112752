"""portal.settings as in operation, but for a database of its own and two pages to compare with."""

import os

os.environ.setdefault("LOG_LEVEL", "ERROR")

from tests.settings import *  # noqa: E402, F403
from tests.settings import DATABASES  # noqa: E402

ROOT_URLCONF = "benchmarks.reference_urls"
# As in operation; the tests do without.
DATABASES["default"]["CONN_MAX_AGE"] = 600
