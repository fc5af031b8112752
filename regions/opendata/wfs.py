"""Features from Berlin's official WFS: paged, repeated when it fails, and counted."""

import datetime as dt
import http.client
import json
import re
import time
import urllib.error
import urllib.request
from urllib.parse import urlencode

from django.conf import settings

from regions.opendata.sources import OpenDataUnavailable

PAGE_SIZE = 20_000
TIMEOUT_SECONDS = 120
# Pauses before the second, third and fourth attempt.
PAUSES_SECONDS = (2, 8, 30)

HITS = re.compile(rb'numberMatched="(\d+)"')
TIME_STAMP = re.compile(rb'timeStamp="(\d{4}-\d{2}-\d{2})')
OUT_OF_REACH = (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError)


def get_features(service: str, type_name: str, *, sort_by: str) -> tuple[list[dict], dt.date]:
    """All features of one layer as GeoJSON (WGS84, lon/lat), and the day the service named.

    `sort_by` keeps the pages apart. Raises OpenDataUnavailable when the service is out of reach
    after several attempts, answers something else, or sends fewer features than it counted.
    """
    expected, day = _count(service, type_name)
    features = []
    while len(features) < expected:
        page = _page(service, type_name, sort_by, start=len(features))
        if not page:
            break
        features += page
    if len(features) != expected:
        raise OpenDataUnavailable(
            f"Der Dienst {service} zählt {expected} Einträge, geliefert hat er {len(features)}. "
            "Bitte versuchen Sie es später noch einmal; geladen wurde nichts."
        )
    return features, day


def _count(service, type_name):
    answer = _get(service, typeNames=type_name, resultType="hits")
    hits, stamp = HITS.search(answer), TIME_STAMP.search(answer)
    if hits is None or stamp is None:
        raise OpenDataUnavailable(
            f"Der Dienst {service} hat nicht gesagt, wie viele Einträge er hat. "
            "Vielleicht wird er gerade gewartet; bitte versuchen Sie es später noch einmal."
        )
    return int(hits[1]), dt.date.fromisoformat(stamp[1].decode())


def _page(service, type_name, sort_by, start):
    answer = _get(
        service,
        typeNames=type_name,
        outputFormat="application/json",
        srsName="EPSG:4326",
        sortBy=sort_by,
        count=PAGE_SIZE,
        startIndex=start,
    )
    try:
        return json.loads(answer)["features"]
    except (ValueError, KeyError, TypeError) as problem:
        raise OpenDataUnavailable(
            f"Der Dienst {service} hat etwas anderes geschickt als erwartet. "
            "Bitte versuchen Sie es später noch einmal."
        ) from problem


def _get(service, **parameters):
    query = {"service": "WFS", "version": "2.0.0", "request": "GetFeature", **parameters}
    url = f"{settings.OPEN_DATA_WFS.rstrip('/')}/{service}?{urlencode(query)}"
    for pause in (*PAUSES_SECONDS, None):
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as response:
                return response.read()
        except OUT_OF_REACH as problem:
            if pause is None:
                raise OpenDataUnavailable(
                    f"Der Dienst {settings.OPEN_DATA_WFS} ist nicht zu erreichen ({problem}). "
                    "Prüfen Sie die Verbindung ins Internet und versuchen Sie es noch einmal, "
                    "oder nennen Sie mit --folder einen Ordner mit den Daten."
                ) from problem
            time.sleep(pause)
    raise AssertionError("unreachable")
