"""One id for everything that one request causes: log lines, jobs, mails."""

import re
import secrets
from contextlib import contextmanager
from contextvars import ContextVar

WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The id of the request, job or tick that runs now; "" outside of any."""
    return _current.get()


def new() -> str:
    return secrets.token_hex(12)


@contextmanager
def use(value: str):
    """Let all that happens inside carry this id."""
    token = _current.set(value)
    try:
        yield
    finally:
        _current.reset(token)
