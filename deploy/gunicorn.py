"""How the web process runs in operation: `gunicorn --config deploy/gunicorn.py portal.wsgi`."""

import os
from importlib import import_module

from django.urls import resolve

bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = 2
timeout = 60
graceful_timeout = 30
# A process is renewed now and then, not all at the same time: small leaks do not add up.
max_requests = 5000
max_requests_jitter = 500
# Loaded once and shared; the first visitor of a renewed process does not wait for it.
preload_app = True
# Heartbeats belong into memory: the root file system cannot be written.
worker_tmp_dir = "/dev/shm"
control_socket_disable = True
# Requests are logged by the application, without personal data.
accesslog = None
errorlog = "-"


# What commands do without and pages import at their first use.
IMPORTED_LATE = ("holidays", "shapely")


def when_ready(server):
    """Before the workers are forked: the addresses, and with them all views and forms."""
    resolve("/livez")
    for name in IMPORTED_LATE:
        import_module(name)
