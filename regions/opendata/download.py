"""Fetch the full sets from Berlin's services into a folder, in the form that `files` reads."""

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import shapely

from regions.models import Bezirk
from regions.opendata import files, wfs
from regions.opendata.sources import OpenDataUnavailable

LOR_SERVICE = "lor_2021"
PLANUNGSRAEUME = "lor_2021:a_lor_plr_2021"
BEZIRKSREGIONEN = "lor_2021:b_lor_bzr_2021"
PROGNOSERAEUME = "lor_2021:c_lor_pgr_2021"
ADDRESS_SERVICE = "adressen_berlin"
ADDRESSES = "adressen_berlin:adressen_berlin"

# A service that swaps the axes would put Berlin into the Indian Ocean.
LONGITUDES, LATITUDES = (13.0, 13.9), (52.2, 52.8)


def download(folder: Path, say: Callable[[str], None]) -> None:
    """Fetch areas and addresses of all Berlin. Nothing is written unless all of it is there.

    Residents and Status-Index are not offered by these services; those already loaded stay.
    """
    say("Planungsräume, Bezirksregionen und Prognoseräume …")
    places, lor_day = _fetch(LOR_SERVICE, PLANUNGSRAEUME, "plr_id")
    regions, _ = _fetch(LOR_SERVICE, BEZIRKSREGIONEN, "bzr_id")
    prognoseraeume, _ = _fetch(LOR_SERVICE, PROGNOSERAEUME, "pgr_id")
    say("Adressen, etwa 400.000 …")
    addresses, address_day = _fetch(ADDRESS_SERVICE, ADDRESSES, "str_name,hnr,hnr_zusatz,plz")
    placed = list(zip(addresses, _planungsraum_ids(addresses, places), strict=True))

    _write_shapes(folder, places)
    _write_hierarchy(folder, places, regions, prognoseraeume, _bezirk_names(placed))
    _write_addresses(folder, placed)
    days = {"lor": lor_day.isoformat(), "addresses": address_day.isoformat()}
    (folder / files.DAYS).write_text(json.dumps(days))


def _fetch(service, type_name, sort_by):
    features, day = wfs.get_features(service, type_name, sort_by=sort_by)
    for feature in features:
        # Berlin's services differ in whether they write names of columns large or small.
        feature["properties"] = {
            key.lower(): "" if value is None else str(value)
            for key, value in feature["properties"].items()
        }
    return features, day


def _planungsraum_ids(addresses, places):
    """The directory decides; where it names no Planungsraum, the shape around the point does."""
    known = {place["properties"]["plr_id"] for place in places}
    named = [address["properties"].get("plr_id", "") for address in addresses]
    open_ones = [index for index, id in enumerate(named) if id not in known]
    if open_ones:
        found = _around([addresses[index] for index in open_ones], places)
        for index, id in zip(open_ones, found, strict=True):
            named[index] = id
    return named


def _around(addresses, places):
    tree = shapely.STRtree([_shape(place) for place in places])
    points = shapely.points([_point(address) for address in addresses])
    nearest = tree.query_nearest(points, all_matches=False)[1]
    return [places[index]["properties"]["plr_id"] for index in nearest]


def _shape(feature):
    return shapely.from_geojson(json.dumps(feature["geometry"]))


def _point(feature):
    longitude, latitude = feature["geometry"]["coordinates"][:2]
    in_berlin = LONGITUDES[0] < longitude < LONGITUDES[1] and LATITUDES[0] < latitude < LATITUDES[1]
    if not in_berlin:
        raise OpenDataUnavailable(
            f"Eine Adresse liegt bei {longitude}, {latitude}, also nicht in Berlin. "
            "Der Dienst hat wohl ein anderes Koordinatensystem geschickt; geladen wurde nichts."
        )
    return longitude, latitude


def _bezirk_names(placed):
    names = dict(Bezirk.objects.values_list("pk", "name"))
    for address, id in placed:
        name = address["properties"].get("bez_name")
        if name:
            names[id[:2]] = name
    return names


def _write_shapes(folder, places):
    rows = [
        {
            "type": "Feature",
            "properties": {"PLR_ID": place["properties"]["plr_id"]},
            "geometry": place["geometry"],
        }
        for place in places
    ]
    path = _made(folder / files.SHAPES)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))


def _write_hierarchy(folder, places, regions, prognoseraeume, bezirke):
    region_names = {row["properties"]["bzr_id"]: row["properties"]["bzr_name"] for row in regions}
    prognoseraum_names = {
        row["properties"]["pgr_id"]: row["properties"]["pgr_name"] for row in prognoseraeume
    }
    with _made(folder / files.HIERARCHY).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(files.HIERARCHY_COLUMNS)
        for place in places:
            id = place["properties"]["plr_id"]
            writer.writerow(
                [
                    id,
                    place["properties"]["plr_name"],
                    region_names[id[:6]],
                    prognoseraum_names[id[:4]],
                    bezirke.get(id[:2], f"Bezirk {id[:2]}"),
                ]
            )


def _write_addresses(folder, placed):
    path = _made(folder / files.ADDRESSES)
    # Without the time of writing, so that the same addresses are the same file.
    packed = gzip.GzipFile(path, "wb", mtime=0)
    with io.TextIOWrapper(packed, encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(files.ADDRESS_COLUMNS)
        for address, id in placed:
            row = address["properties"]
            writer.writerow(
                [row["str_name"], row["hnr"], row.get("hnr_zusatz", ""), row["plz"], id]
            )


def _made(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
