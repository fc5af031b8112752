"""Open data into the database. Loading the same data again changes nothing."""

import datetime as dt
import hashlib
import json
from pathlib import Path

from django.db import transaction

from portal import clock
from regions.models import (
    Bezirk,
    OpenDataLoad,
    Planungsraum,
    Prognoseraum,
    SpecialArea,
)
from regions.opendata import files, outlines, tables
from regions.opendata.reference import read_special_areas, street_index
from regions.opendata.sources import (
    EXPECTED_AREAS,
    FEWEST_ADDRESSES,
    LOR_VALID_FROM,
    SOURCES,
    OpenDataUnavailable,
)

Scope = OpenDataLoad.Scope
AREA_SETS = {
    "lor": (files.HIERARCHY, files.SHAPES),
    "residents": (files.RESIDENTS,),
    "status_index": (files.STATUS_INDEX,),
}


@transaction.atomic
def load_reference(reference: dict) -> list[str]:
    """Load the repository's reference of a Bezirk. Full sets that are there already stay.

    Returns the names of the sets that were written.
    """
    digest = hashlib.sha256(json.dumps(reference, sort_keys=True).encode()).hexdigest()
    days = {source["dataset"]: source["as_of"] for source in reference["sources"]}
    written = [name for name in SOURCES if not _stands(name, digest, Scope.REFERENCE)]
    area_sets = [name for name in AREA_SETS if name in written]
    if area_sets:
        _load_reference_areas(reference, days["residents"], area_sets)
    if "addresses" in written:
        tables.replace_streets(
            {street["name"]: street["postal_codes"] for street in reference["streets"]}
        )
    rows = {"addresses": len(reference["streets"])}
    for name in written:
        _record(
            name,
            Scope.REFERENCE,
            digest,
            days[name] and dt.date.fromisoformat(days[name]),
            rows.get(name, len(reference["planungsraeume"])),
        )
    _add_special_areas(reference["bezirk"]["id"])
    return written


@transaction.atomic
def load_full(folder: Path, *, every: int = 1) -> list[str]:
    """Load all of Berlin from a folder: areas, shapes, residents, addresses.

    `every` takes only each n-th address (the tests take one in a hundred); the index of streets
    is complete all the same. Returns the names of the sets that were written. Raises
    OpenDataUnavailable when files are missing or counts are not as expected.
    """
    return [*_load_full_areas(folder), *_load_full_addresses(folder, every)]


def _load_full_areas(folder):
    digests = {
        name: files.digest(*(files.find(folder, pattern) for pattern in patterns))
        for name, patterns in AREA_SETS.items()
        if name == "lor" or all(files.has(folder, pattern) for pattern in patterns)
    }
    if all(_stands(name, digest, Scope.FULL) for name, digest in digests.items()):
        return []
    areas, shapes = files.read_areas(folder), files.read_shapes(folder)
    _check_areas(areas, shapes)
    _write_areas(areas, shapes)
    days = {"lor": LOR_VALID_FROM}
    if "residents" in digests:
        days["residents"], residents = files.read_residents(folder)
        tables.set_residents(residents, days["residents"])
    if "status_index" in digests:
        days["status_index"], classes = files.read_status_index(folder)
        tables.set_status_index(classes)
    for name, digest in digests.items():
        _record(name, Scope.FULL, digest, days[name], len(areas))
    return list(digests)


def _write_areas(areas, shapes):
    small, large = outlines.simplify(shapes)
    tables.upsert(Bezirk, _bezirke(areas), "name")
    tables.upsert(Prognoseraum, _prognoseraeume(areas), "name", "bezirk")
    tables.upsert_regions({area.bezirksregion_id: area.bezirksregion_name for area in areas})
    tables.upsert_planungsraeume({area.id: area.name for area in areas})
    exact = {id: outlines.polygons(shape) for id, shape in shapes.items()}
    tables.upsert_shapes(large | small, exact)


def _load_full_addresses(folder, every):
    scope = Scope.FULL if every == 1 else Scope.SAMPLE
    digest = files.digest(files.find(folder, files.ADDRESSES))
    if _stands("addresses", digest, scope):
        return []
    lines = files.read_addresses(folder)
    if len(lines) < FEWEST_ADDRESSES:
        raise OpenDataUnavailable(
            f"Die Datei der Adressen hat nur {len(lines)} Zeilen; in Berlin sind es über "
            f"{FEWEST_ADDRESSES}. Sie ist unvollständig, geladen wurde nichts."
        )
    unknown = {line.planungsraum_id for line in lines} - set(
        Planungsraum.objects.values_list("pk", flat=True)
    )
    if unknown:
        raise OpenDataUnavailable(
            f"Die Adressen nennen Planungsräume, die es nicht gibt: {', '.join(sorted(unknown))}."
        )
    streets = tables.replace_streets(street_index(lines))
    tables.copy_addresses(lines[::every], streets)
    _record("addresses", scope, digest, files.day_of_addresses(folder, len(lines)), len(lines))
    return ["addresses"]


def _stands(dataset, digest, scope):
    """Whether this very load, or for the reference a fuller one, stands in the database."""
    load = OpenDataLoad.objects.filter(pk=dataset).first()
    if load is None:
        return False
    if scope == Scope.REFERENCE and load.scope != Scope.REFERENCE:
        return True
    return (load.scope, load.digest) == (scope, digest)


def _record(dataset, scope, digest, as_of, rows):
    source = SOURCES[dataset]
    OpenDataLoad.objects.update_or_create(
        dataset=dataset,
        defaults={
            "title": source.title,
            "licence": f"{source.publisher}, {source.licence}",
            "scope": scope,
            "digest": digest,
            "as_of": as_of,
            "rows": rows,
            "loaded_at": clock.now(),
        },
    )


def _check_areas(areas, shapes):
    counted = {
        "bezirke": len({area.bezirk_id for area in areas}),
        "prognoseraeume": len({area.prognoseraum_id for area in areas}),
        "bezirksregionen": len({area.bezirksregion_id for area in areas}),
        "planungsraeume": len({area.id for area in areas}),
    }
    if counted != EXPECTED_AREAS:
        raise OpenDataUnavailable(
            f"Die Hierarchie der LOR ist unvollständig: erwartet {EXPECTED_AREAS}, "
            f"gefunden {counted}. Geladen wurde nichts."
        )
    if set(shapes) != {area.id for area in areas}:
        raise OpenDataUnavailable(
            "Die Umrisse und die Hierarchie der LOR nennen nicht dieselben Planungsräume. "
            "Geladen wurde nichts."
        )


def _bezirke(areas):
    names = {area.bezirk_id: area.bezirk_name for area in areas}
    return [Bezirk(id=id, name=name) for id, name in names.items()]


def _prognoseraeume(areas):
    names = {area.prognoseraum_id: area.prognoseraum_name for area in areas}
    return [Prognoseraum(id=id, bezirk_id=id[:2], name=name) for id, name in names.items()]


def _load_reference_areas(reference, residents_on, area_sets):
    bezirk_id = reference["bezirk"]["id"]
    regions = reference["bezirksregionen"]
    places = reference["planungsraeume"]
    if "lor" in area_sets:
        tables.upsert(Bezirk, [Bezirk(**reference["bezirk"])], "name")
        tables.upsert(
            Prognoseraum,
            [Prognoseraum(bezirk_id=bezirk_id, **row) for row in reference["prognoseraeume"]],
            "name",
            "bezirk",
        )
        tables.upsert_regions(
            {row["id"]: row["name"] for row in regions},
            {row["id"]: row["kuerzel"] for row in regions},
        )
        tables.upsert_planungsraeume({row["id"]: row["name"] for row in places})
        tables.upsert_shapes({row["id"]: row["outline"] for row in (*regions, *places)})
    if "residents" in area_sets:
        tables.set_residents({row["id"]: row["residents"] for row in places}, residents_on)
    if "status_index" in area_sets:
        tables.set_status_index({row["id"]: row["status_index"] for row in places})


def _add_special_areas(bezirk_id):
    """Those of the reference that are not there yet; what staff changed is never touched."""
    for row in read_special_areas(bezirk_id):
        area, is_new = SpecialArea.objects.get_or_create(
            bezirk_id=bezirk_id,
            kind=row["kind"],
            name=row["name"],
            defaults={
                "valid_from": row["valid_from"],
                "valid_until": row["valid_until"],
                "source": row["source"],
            },
        )
        if is_new:
            area.planungsraeume.set(row["planungsraeume"])
