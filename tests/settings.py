"""portal.settings as the tests see them."""

import os
import tempfile
from pathlib import Path

os.environ["TESTING"] = "1"

from portal.settings import *  # noqa: E402, F403
from portal.settings import DATABASES, STORAGES  # noqa: E402

# The databases of a test come and go, so no connection outlives its request.
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

FILES_ROOT = Path(tempfile.mkdtemp(prefix="stadtteilkasse-tests-"))
STORAGES["private"]["OPTIONS"]["location"] = FILES_ROOT
AUDIT_ANCHOR_FILE = FILES_ROOT / "audit-anchor"

STATIC_ROOT = FILES_ROOT / "static"
STATIC_ROOT.mkdir()
