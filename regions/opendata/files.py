"""The full sets as they lie in a folder. Readers return plain rows; ids stay strings."""

import csv
import datetime as dt
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from regions.opendata.sources import ADDRESS_EDITIONS, OpenDataUnavailable

HIERARCHY = "lor/LOR_2021_hierarchie.csv"
SHAPES = "lor/lor_planungsraeume_2021_wgs84.geojson"
ADDRESSES = "adressen/adressen.csv.gz"
STATUS_INDEX = "sozial/mss_2021_plr_indizes_raw.csv"
RESIDENTS = "sozial/ewr_*_t1_planning-areas.csv"
HIERARCHY_COLUMNS = (
    "Planungsraum (Nummer)",
    "Planungsraum (Name)",
    "Bezirksregion (Name)",
    "Prognoseraum (Name)",
    "Bezirk",
)
ADDRESS_COLUMNS = ("str_name", "hnr", "hnr_zusatz", "plz", "PLR_ID")
# Written by the download: the day of each set that the services named.
DAYS = "stand.json"


@dataclass(frozen=True)
class Area:
    """A Planungsraum with the names of all that lies above it."""

    id: str
    name: str
    bezirksregion_name: str
    prognoseraum_name: str
    bezirk_name: str

    @property
    def bezirksregion_id(self) -> str:
        return self.id[:6]

    @property
    def prognoseraum_id(self) -> str:
        return self.id[:4]

    @property
    def bezirk_id(self) -> str:
        return self.id[:2]


class AddressLine(NamedTuple):
    street: str
    house_number: str
    suffix: str
    postal_code: str
    planungsraum_id: str


def default_folder() -> Path | None:
    """OPEN_DATA_DIR, else a folder `shared/data` beside the checkout, else None."""
    if settings.OPEN_DATA_DIR:
        return Path(settings.OPEN_DATA_DIR)
    beside = settings.BASE_DIR.parent / "shared" / "data"
    return beside if beside.is_dir() else None


def digest(*paths: Path) -> str:
    """SHA-256 over the files, in their order."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()


def find(folder: Path, pattern: str) -> Path:
    """The newest file of the folder that fits; raises OpenDataUnavailable when none does."""
    found = sorted(folder.glob(pattern))
    if not found:
        raise OpenDataUnavailable(
            f"Im Ordner {folder} fehlt die Datei {pattern}. Nennen Sie mit --folder einen Ordner "
            "mit den Daten, oder laden Sie sie mit --download von den Diensten des Landes Berlin."
        )
    return found[-1]


def read_areas(folder: Path) -> list[Area]:
    """All Planungsräume of the hierarchy, by id."""
    rows = _read_csv(find(folder, HIERARCHY))
    areas = [Area(*(_tidy(row[column]) for column in HIERARCHY_COLUMNS)) for row in rows]
    return sorted(areas, key=lambda area: area.id)


def read_shapes(folder: Path) -> dict[str, dict]:
    """GeoJSON geometry (WGS84, lon/lat) of each Planungsraum, by its id."""
    collection = json.loads(find(folder, SHAPES).read_text(encoding="utf-8"))
    return {
        feature["properties"]["PLR_ID"]: feature["geometry"] for feature in collection["features"]
    }


def has(folder: Path, pattern: str) -> bool:
    return any(folder.glob(pattern))


def read_residents(folder: Path) -> tuple[dt.date, dict[str, int]]:
    """The day of the count, and residents by Planungsraum."""
    path = find(folder, RESIDENTS)
    day = dt.date.fromisoformat(re.search(r"\d{4}-\d{2}-\d{2}", path.name)[0])
    return day, {row["id"]: int(row["inhabitants"]) for row in _read_csv(path)}


def read_status_index(folder: Path) -> tuple[dt.date, dict[str, int]]:
    """The day of the index, and its class 1 (high) to 4 (very low) by Planungsraum.

    Planungsräume whose value is not valid (few residents, outliers) are left out.
    """
    rows = list(_read_csv(find(folder, STATUS_INDEX)))
    year = int(rows[0]["ZEIT"][:4])
    classes = {row["PLR_ID"]: int(row["SI_N"]) for row in rows if row["SI_N"] in set("1234")}
    return dt.date(year, 12, 31), classes


def read_addresses(folder: Path) -> list[AddressLine]:
    """Every line of the directory of house numbers, in the order of the file."""
    with gzip.open(find(folder, ADDRESSES), "rt", encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        columns = itemgetter(*(header.index(name) for name in ADDRESS_COLUMNS))
        return [
            AddressLine(_tidy(street), number.lstrip("0"), suffix.upper(), postal_code, id)
            for street, number, suffix, postal_code, id in map(columns, rows)
        ]


def day_of_addresses(folder: Path, rows: int) -> dt.date | None:
    """The day of the directory, as the download noted it or as its size tells; None if unknown."""
    noted = folder / DAYS
    if noted.exists() and (day := json.loads(noted.read_text()).get("addresses")):
        return dt.date.fromisoformat(day)
    return ADDRESS_EDITIONS.get(rows)


def _read_csv(path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=20_000)
def _tidy(name):
    return " ".join(name.split())
