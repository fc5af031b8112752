"""The worker was asked to end: loops over due rows look here between two rows."""

import threading

_requested = threading.Event()

requested = _requested.is_set
request = _requested.set
# Wait up to so many seconds; True as soon as the worker was asked to end.
wait = _requested.wait
