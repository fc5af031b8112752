import csv
import gzip
import json
from pathlib import Path

import pytest

from regions.opendata import files
from regions.opendata.sources import EXPECTED_AREAS

# A made-up city: per Bezirk so many Prognoseräume, Bezirksregionen, Planungsräume that the sums
# are Berlin's. All areas are squares side by side.
SIDE = 0.001


def planungsraum_ids():
    """542 ids in 143 Bezirksregionen in 58 Prognoseräumen in 12 Bezirken."""
    prognoseraeume = [
        f"{bezirk:02}{number:02}"
        for bezirk in range(1, EXPECTED_AREAS["bezirke"] + 1)
        for number in range(1, 6)
    ][: EXPECTED_AREAS["prognoseraeume"]]
    regions = _below(prognoseraeume, EXPECTED_AREAS["bezirksregionen"])
    return _below(regions, EXPECTED_AREAS["planungsraeume"])


def _below(parents, wanted):
    return sorted(
        f"{parents[index % len(parents)]}{index // len(parents) + 1:02}" for index in range(wanted)
    )


def square(index):
    west, south = 13.3 + index % 25 * SIDE, 52.5 + index // 25 * SIDE
    east, north = west + SIDE, south + SIDE
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [[[round(x, 7), round(y, 7)] for x, y in ring]]}


def write_folder(folder: Path, addresses):
    """A folder as `load_open_data` takes it, with these (street, number, suffix, code, id)."""
    ids = planungsraum_ids()
    for name in (files.SHAPES, files.HIERARCHY, files.ADDRESSES):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    features = [
        {"type": "Feature", "properties": {"PLR_ID": id}, "geometry": square(index)}
        for index, id in enumerate(ids)
    ]
    shapes = {"type": "FeatureCollection", "features": features}
    (folder / files.SHAPES).write_text(json.dumps(shapes))
    with (folder / files.HIERARCHY).open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(files.HIERARCHY_COLUMNS)
        writer.writerows(
            [id, f"Planungsraum {id}", f"Region {id[:6]}", f"Raum {id[:4]}", f"Bezirk {id[:2]}"]
            for id in ids
        )
    with gzip.open(folder / files.ADDRESSES, "wt", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(files.ADDRESS_COLUMNS)
        writer.writerows(addresses)
    return folder


@pytest.fixture
def city(tmp_path, monkeypatch):
    """A folder with a made-up city of three addresses, where three are enough."""
    monkeypatch.setattr("regions.opendata.load.FEWEST_ADDRESSES", 3)
    first, last = planungsraum_ids()[0], planungsraum_ids()[-1]
    return write_folder(
        tmp_path,
        [
            ("Ährenweg", "7", "", "10001", first),
            ("Ährenweg", "007", "a", "10001", first),
            ("Birkenplatz", "", "", "10002", last),
        ],
    )
