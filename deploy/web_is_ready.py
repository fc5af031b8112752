"""Ends with 0 when the web process answers /readyz as the reverse proxy would ask for it."""

import os
import sys
import urllib.request

request = urllib.request.Request(
    "http://127.0.0.1:8000/readyz",
    headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0], "X-Forwarded-Proto": "https"},
)
with urllib.request.urlopen(request, timeout=5) as answer:
    sys.exit(0 if answer.status == 200 else 1)
