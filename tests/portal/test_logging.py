import json
import logging

import pytest
from django.db import IntegrityError
from django.test import RequestFactory

from portal import request_id
from portal.logging import JsonFormatter, RequestIdMiddleware


def line(record):
    return json.loads(JsonFormatter().format(record))


def record_of(name, message, *args, **extra):
    made = logging.makeLogRecord(
        {"name": name, "msg": message, "args": args, "levelname": "INFO", **extra}
    )
    return line(made)


# Lines


def test_line_carries_event_data_and_request_id():
    with request_id.use("request-1"):
        written = record_of("portal.outbox", "outbox.sent", data={"attempt": 2})

    assert written.pop("at").endswith("+00:00")
    assert written == {
        "level": "info",
        "logger": "portal.outbox",
        "event": "outbox.sent",
        "request": "request-1",
        "attempt": 2,
    }


def test_message_of_others_loses_its_arguments():
    written = record_of("django.request", "Not Found: %s", "/aylin@example.org/")

    assert written["event"] == "Not Found: %s"


def test_exception_loses_its_words_and_keeps_its_place():
    try:
        raise IntegrityError("Key (email)=(aylin@example.org) already exists.")
    except IntegrityError as error:
        info = (type(error), error, error.__traceback__)

    written = record_of("portal.x", "failed", exc_info=info)

    assert written["error"] == "IntegrityError"
    assert "test_exception_loses_its_words" in written["where"][-1]
    assert "aylin" not in json.dumps(written)


def test_line_is_one_line_whatever_stands_in_it():
    formatted = JsonFormatter().format(
        logging.makeLogRecord({"name": "portal.x", "msg": "a\nb", "levelname": "INFO"})
    )

    assert "\n" not in formatted


# Requests


@pytest.mark.parametrize("brought", ["0123456789abcdef", "a-well.formed_ID-1"])
def test_request_id_of_the_proxy_is_kept(client, brought):
    response = client.get("/livez", headers={"X-Request-ID": brought})

    assert response["X-Request-ID"] == brought


@pytest.mark.parametrize(
    "brought", ["", "short", "a" * 65, 'x"} {"level": "info', "aylin@example.org", "-leading-dash"]
)
def test_ill_formed_request_id_is_replaced(client, brought):
    response = client.get("/livez", headers={"X-Request-ID": brought})

    assert response["X-Request-ID"] != brought
    assert request_id.WELL_FORMED.fullmatch(response["X-Request-ID"])


def test_request_id_ends_with_the_request():
    seen = []
    middleware = RequestIdMiddleware(lambda request: seen.append(request_id.current()) or {})
    request = RequestFactory().get("/")
    request.resolver_match = None

    with pytest.raises(AttributeError):
        middleware(request)  # a dict is no response; the id must go even then

    assert seen[0] != ""
    assert request_id.current() == ""


def access_lines(caplog):
    return [record.data for record in caplog.records if record.name == "portal.access"]


def test_access_log_names_the_pattern_and_no_query(client, caplog):
    caplog.set_level(logging.INFO)

    client.get("/livez?email=aylin@example.org")

    [access] = access_lines(caplog)
    assert access.pop("ms") >= 0
    assert access == {"method": "GET", "route": "livez", "status": 200}


def test_access_log_keeps_out_what_was_typed_as_address(client, db, caplog):
    caplog.set_level(logging.INFO)

    client.get("/aylin@example.org/")

    assert [access["route"] for access in access_lines(caplog)] == [None]
    assert "aylin" not in "".join(JsonFormatter().format(record) for record in caplog.records)
