"""One line of JSON for each event, with the request id, without personal data.

    log.info("outbox.sent", extra={"data": {"message": message.public_id}})

The event is a fixed name; `data` takes public ids, counts and names of things. Of an exception the
class and the places in the code are kept, never its words: they may quote what somebody typed.
"""

import datetime as dt
import json
import logging
import time
import traceback

from portal import request_id

access_log = logging.getLogger("portal.access")

OURS = ("portal", "regions", "koordination", "stadtteilkasse")


class JsonFormatter(logging.Formatter):
    def format(self, record):
        line = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat("T", "milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
            "request": request_id.current(),
            **getattr(record, "data", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


class RequestIdMiddleware:
    """Give each request an id, answer with it, and write the access log.

    An id that the proxy brings is kept when it is well-formed. The log names the pattern of the
    address, not the address: what people type into it stays out.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        brought = request.headers.get("X-Request-ID", "")
        with request_id.use(
            brought if request_id.WELL_FORMED.fullmatch(brought) else request_id.new()
        ):
            started = time.perf_counter()
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.current()
            _log_access(request, response, time.perf_counter() - started)
            return response


def config(level="INFO") -> dict:
    """The value of settings.LOGGING: everything to standard error, as JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "portal.logging.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers write addresses with their query, and mails with settings.
            "django": {"handlers": [], "level": level, "propagate": True},
            # The access log has it already.
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            # Says for each rule of a style sheet what it does not know.
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
        },
    }


def _event(record):
    # The arguments of others' messages are addresses, values and SQL: only the template is kept.
    is_ours = record.name.split(".")[0] in OURS
    return record.getMessage() if is_ours else str(record.msg)


def _places(trace):
    frames = traceback.extract_tb(trace)[-12:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def _log_access(request, response, seconds):
    match = request.resolver_match
    access_log.info(
        "request",
        extra={
            "data": {
                "method": request.method,
                "route": match.route if match else None,
                "status": response.status_code,
                "ms": round(seconds * 1000),
            }
        },
    )
