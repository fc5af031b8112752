import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command

from regions.models import Address, Bezirksregion, OpenDataLoad, Planungsraum
from regions.opendata import wfs
from regions.opendata.sources import OpenDataUnavailable
from tests.regions.opendata.conftest import planungsraum_ids, square

pytestmark = pytest.mark.django_db


class BerlinWfs:
    """Answers as Berlin's WFS does: counts as XML, pages as GeoJSON, sorted and cut."""

    def __init__(self):
        ids = planungsraum_ids()
        regions = sorted({id[:6] for id in ids})
        prognoseraeume = sorted({id[:4] for id in ids})
        self.layers = {
            "lor_2021:a_lor_plr_2021": [
                feature(square(index), PLR_ID=id, PLR_NAME=f"Planungsraum {id}")
                for index, id in enumerate(ids)
            ],
            "lor_2021:b_lor_bzr_2021": [
                feature(None, BZR_ID=id, BZR_NAME=f"Region {id}") for id in regions
            ],
            "lor_2021:c_lor_pgr_2021": [
                feature(None, PGR_ID=id, PGR_NAME=f"Raum {id}") for id in prognoseraeume
            ],
            "adressen_berlin:adressen_berlin": [
                address("Ährenweg", 7, None, ids[0], plr_id=ids[0]),
                address("Ährenweg", 7, "A", ids[0]),
                address("Birkenplatz", None, None, ids[-1]),
            ],
        }
        self.failures = 0
        self.counted_more = 0
        self.queries = []

    def answer(self, path):
        query = {key: values[0] for key, values in parse_qs(urlsplit(path).query).items()}
        self.queries.append(query)
        if self.failures:
            self.failures -= 1
            return 503, "text/html", "gewartet"
        features = self.layers[query["typeNames"]]
        if query.get("resultType") == "hits":
            count = len(features) + self.counted_more
            return (
                200,
                "text/xml",
                '<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/'
                f'wfs/2.0" numberMatched="{count}" numberReturned="0" '
                'timeStamp="2026-03-01T10:11:12.345Z"/>',
            )
        start = int(query["startIndex"])
        page = features[start : start + int(query["count"])]
        return 200, "application/json", json.dumps({"type": "FeatureCollection", "features": page})


def feature(geometry, **properties):
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def address(street, number, suffix, planungsraum_id, **more):
    west, south = square(planungsraum_ids().index(planungsraum_id))["coordinates"][0][0]
    point = {"type": "Point", "coordinates": [west + 0.0005, south + 0.0005]}
    return feature(
        point,
        str_name=street,
        hnr=number,
        hnr_zusatz=suffix,
        plz="10001",
        bez_name=f"Bezirk {planungsraum_id[:2]}",
        **more,
    )


@pytest.fixture
def berlin(settings, monkeypatch):
    service = BerlinWfs()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, content_type, body = service.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.OPEN_DATA_WFS = f"http://127.0.0.1:{server.server_port}/services/wfs/"
    monkeypatch.setattr(wfs, "PAUSES_SECONDS", (0, 0))
    monkeypatch.setattr("regions.opendata.load.FEWEST_ADDRESSES", 3)
    yield service
    server.shutdown()
    server.server_close()


def test_download_loads_all_of_berlin(berlin):
    call_command("load_open_data", download=True, verbosity=0)

    assert Planungsraum.objects.filter(name__startswith="Planungsraum").count() == 542
    assert list(Address.objects.values_list("street__name", "house_number", "suffix")) == [
        ("Ährenweg", "7", ""),
        ("Ährenweg", "7", "A"),
        ("Birkenplatz", "", ""),
    ]
    assert OpenDataLoad.objects.get(pk="addresses").as_of.isoformat() == "2026-03-01"


def test_address_without_a_planungsraum_is_placed_by_its_point(berlin):
    call_command("load_open_data", download=True, verbosity=0)

    assert Address.objects.get(suffix="A").planungsraum_id == planungsraum_ids()[0]
    assert Address.objects.get(house_number="").planungsraum_id == planungsraum_ids()[-1]


def test_download_keeps_what_the_services_do_not_offer(berlin):
    call_command("load_open_data", download=True, verbosity=0)

    assert Bezirksregion.objects.get(pk="014009").residents == 46_542
    assert OpenDataLoad.objects.get(pk="residents").scope == "reference"


def test_second_download_changes_nothing(berlin, clock):
    call_command("load_open_data", download=True, verbosity=0)
    before = list(Address.objects.order_by("pk").values())
    loads = list(OpenDataLoad.objects.values())
    clock.set(clock.now().replace(year=2027))

    call_command("load_open_data", download=True, verbosity=0)

    assert list(Address.objects.order_by("pk").values()) == before
    assert list(OpenDataLoad.objects.values()) == loads


def test_download_comes_in_pages(berlin, monkeypatch):
    monkeypatch.setattr(wfs, "PAGE_SIZE", 100)

    features, _ = wfs.get_features("lor_2021", "lor_2021:a_lor_plr_2021", sort_by="plr_id")

    ids = [one["properties"]["PLR_ID"] for one in features]
    assert ids == planungsraum_ids()
    assert [query["startIndex"] for query in berlin.queries[1:]] == [
        "0", "100", "200", "300", "400", "500",
    ]  # fmt: skip
    assert {query["sortBy"] for query in berlin.queries[1:]} == {"plr_id"}


def test_download_tries_again(berlin):
    berlin.failures = 2

    features, _ = wfs.get_features("lor_2021", "lor_2021:a_lor_plr_2021", sort_by="plr_id")

    assert len(features) == 542


def test_service_that_stays_away_gets_a_sentence(berlin):
    berlin.failures = 99

    with pytest.raises(CommandError, match="ist nicht zu erreichen"):
        call_command("load_open_data", download=True, verbosity=0)
    assert Address.objects.count() == 0


def test_fewer_features_than_counted_are_refused(berlin):
    berlin.counted_more = 1

    with pytest.raises(OpenDataUnavailable, match="zählt 543 Einträge, geliefert hat er 542"):
        wfs.get_features("lor_2021", "lor_2021:a_lor_plr_2021", sort_by="plr_id")


def test_swapped_axes_are_refused(berlin):
    for one in berlin.layers["adressen_berlin:adressen_berlin"]:
        one["geometry"]["coordinates"].reverse()

    with pytest.raises(CommandError, match="nicht in Berlin"):
        call_command("load_open_data", download=True, verbosity=0)
