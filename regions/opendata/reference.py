"""The repository's own small reference of facts about one Bezirk: computed, written, read."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from regions.domain import propose_kuerzel
from regions.opendata import files, outlines
from regions.opendata.sources import LOR_VALID_FROM, SOURCES, OpenDataUnavailable

FOLDER = Path(__file__).resolve().parent.parent / "reference"
LARGEST_BYTES = 200_000


def path_of(bezirk_id: str) -> Path:
    return FOLDER / f"{bezirk_id}.json"


def build(bezirk_id: str, folder: Path) -> dict:
    """The reference of one Bezirk out of the full sets in a folder, as written to its file."""
    areas = [area for area in files.read_areas(folder) if area.bezirk_id == bezirk_id]
    if not areas:
        raise OpenDataUnavailable(f"Einen Bezirk mit dem Schlüssel {bezirk_id} gibt es nicht.")
    residents_on, residents = files.read_residents(folder)
    status_on, status_index = files.read_status_index(folder)
    small, large = outlines.simplify(files.read_shapes(folder))
    lines = files.read_addresses(folder)
    days = {
        "lor": LOR_VALID_FROM,
        "residents": residents_on,
        "status_index": status_on,
        "addresses": files.day_of_addresses(folder, len(lines)),
    }
    return {
        "bezirk": {"id": bezirk_id, "name": areas[0].bezirk_name},
        "sources": [
            {"dataset": key, "credit": source.credit, "as_of": _iso(days[key])}
            for key, source in SOURCES.items()
        ],
        "prognoseraeume": _unique(
            {"id": area.prognoseraum_id, "name": area.prognoseraum_name} for area in areas
        ),
        "bezirksregionen": _regions(areas, large),
        "planungsraeume": [
            {
                "id": area.id,
                "name": area.name,
                "residents": residents.get(area.id),
                "status_index": status_index.get(area.id),
                "outline": small[area.id],
            }
            for area in areas
        ],
        "streets": [
            {"name": name, "postal_codes": postal_codes}
            for name, postal_codes in sorted(street_index(lines, bezirk_id).items())
        ],
    }


def street_index(lines: Iterable[files.AddressLine], bezirk_id: str = "") -> dict:
    """Street name → postal code → sorted ids of the Bezirksregionen, for Berlin or one Bezirk."""
    found: dict = defaultdict(lambda: defaultdict(set))
    for line in lines:
        if line.planungsraum_id.startswith(bezirk_id):
            found[line.street][line.postal_code].add(line.planungsraum_id[:6])
    return {
        street: {code: sorted(ids) for code, ids in sorted(codes.items())}
        for street, codes in found.items()
    }


def write(reference: dict) -> Path:
    """Write it to its file, one line for each area and street, so that changes can be read."""
    text = _dumps(reference)
    if len(text.encode()) > LARGEST_BYTES:
        raise OpenDataUnavailable(f"Der Auszug wäre größer als {LARGEST_BYTES} Bytes.")
    path = path_of(reference["bezirk"]["id"])
    path.write_text(text, encoding="utf-8")
    return path


def read(bezirk_id: str) -> dict:
    path = path_of(bezirk_id)
    if not path.exists():
        raise OpenDataUnavailable(
            f"Für den Bezirk {bezirk_id} gibt es noch keinen Auszug. "
            "Erzeugen Sie ihn mit „manage.py make_reference“."
        )
    return json.loads(path.read_text(encoding="utf-8"))


def read_special_areas(bezirk_id: str) -> list[dict]:
    """Special areas that were found published, to start with; staff maintain them afterwards."""
    path = FOLDER / f"{bezirk_id}_special_areas.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def _regions(areas, outlines_by_region):
    regions = _unique(
        {"id": area.bezirksregion_id, "name": area.bezirksregion_name} for area in areas
    )
    kuerzel = propose_kuerzel(region["name"] for region in regions)
    return [
        region | {"kuerzel": short, "outline": outlines_by_region[region["id"]]}
        for region, short in zip(regions, kuerzel, strict=True)
    ]


def _unique(rows):
    return list({row["id"]: row for row in rows}.values())


def _iso(day: dt.date | None):
    return day and day.isoformat()


def _dumps(reference):
    parts = []
    for key, value in reference.items():
        if isinstance(value, list):
            rows = ",\n".join(_compact(row) for row in value)
            parts.append(f'"{key}": [\n{rows}\n]')
        else:
            parts.append(f'"{key}": {_compact(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
