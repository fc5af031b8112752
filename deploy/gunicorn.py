"""How the web process runs in operation: `gunicorn --config deploy/gunicorn.py portal.wsgi`."""

import os

bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = 2
timeout = 60
graceful_timeout = 30
# A process that has grown is renewed between two requests, not all at the same time.
max_requests = 5000
max_requests_jitter = 500
# Heartbeats belong into memory: the root file system cannot be written.
worker_tmp_dir = "/dev/shm"
control_socket_disable = True
# Requests are logged by the application, without personal data.
accesslog = None
errorlog = "-"
