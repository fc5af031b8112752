"""Open data into the database. Loading the same data again changes nothing."""

import datetime as dt
import hashlib
import io
import json
from collections import defaultdict
from pathlib import Path

from django.db import connection, transaction

from portal import clock
from regions.domain import propose_kuerzel, street_key
from regions.models import (
    Address,
    Bezirk,
    Bezirksregion,
    OpenDataLoad,
    Planungsraum,
    Prognoseraum,
    SpecialArea,
    Street,
    StreetSegment,
)
from regions.opendata import files, outlines
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
        _replace_streets(
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
    small, large = outlines.simplify(shapes)
    days = {"lor": LOR_VALID_FROM}
    residents, status_index = {}, {}
    if "residents" in digests:
        days["residents"], residents = files.read_residents(folder)
    if "status_index" in digests:
        days["status_index"], status_index = files.read_status_index(folder)

    _upsert(Bezirk, _bezirke(areas), "name")
    _upsert(Prognoseraum, _prognoseraeume(areas), "name", "bezirk")
    _load_regions({area.bezirksregion_id: area.bezirksregion_name for area in areas}, large)
    _upsert(
        Planungsraum,
        [
            Planungsraum(
                id=area.id,
                bezirksregion_id=area.bezirksregion_id,
                name=area.name,
                outline=small[area.id],
                geometry=outlines.polygons(shapes[area.id]),
            )
            for area in areas
        ],
        "name",
        "bezirksregion",
        "outline",
        "geometry",
    )
    if residents:
        _set_residents(residents, days["residents"])
    if status_index:
        _set_status_index(status_index)
    for name, digest in digests.items():
        _record(name, Scope.FULL, digest, days[name], len(areas))
    return list(digests)


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
    streets = _replace_streets(street_index(lines))
    _copy_addresses(lines[::every], streets)
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


def _load_regions(names, outlines_by_region):
    """The Kürzel stands in case numbers: a region that has one keeps it."""
    given = dict(Bezirksregion.objects.values_list("pk", "kuerzel"))
    by_bezirk = defaultdict(list)
    for id in names:
        by_bezirk[id[:2]].append(id)
    kuerzel = dict(given)
    for bezirk_id, ids in by_bezirk.items():
        new = [id for id in ids if id not in given]
        taken = [short for id, short in given.items() if id.startswith(bezirk_id)]
        kuerzel |= dict(zip(new, propose_kuerzel((names[id] for id in new), taken), strict=True))
    _upsert_regions(names, kuerzel, outlines_by_region)


def _load_reference_areas(reference, residents_on, area_sets):
    bezirk_id = reference["bezirk"]["id"]
    regions = reference["bezirksregionen"]
    places = reference["planungsraeume"]
    if "lor" in area_sets:
        _upsert(Bezirk, [Bezirk(**reference["bezirk"])], "name")
        _upsert(
            Prognoseraum,
            [Prognoseraum(bezirk_id=bezirk_id, **row) for row in reference["prognoseraeume"]],
            "name",
            "bezirk",
        )
        _upsert_regions(
            {row["id"]: row["name"] for row in regions},
            {row["id"]: row["kuerzel"] for row in regions},
            {row["id"]: row["outline"] for row in regions},
        )
        _upsert(
            Planungsraum,
            [
                Planungsraum(
                    id=row["id"],
                    bezirksregion_id=row["id"][:6],
                    name=row["name"],
                    outline=row["outline"],
                )
                for row in places
            ],
            "name",
            "bezirksregion",
            "outline",
        )
    if "residents" in area_sets:
        _set_residents({row["id"]: row["residents"] for row in places}, residents_on)
    if "status_index" in area_sets:
        _set_status_index({row["id"]: row["status_index"] for row in places})


def _upsert_regions(names, kuerzel, outlines_by_region):
    _upsert(
        Bezirksregion,
        [
            Bezirksregion(
                id=id,
                bezirk_id=id[:2],
                prognoseraum_id=id[:4],
                name=name,
                kuerzel=kuerzel[id],
                valid_from=LOR_VALID_FROM,
                outline=outlines_by_region[id],
            )
            for id, name in names.items()
        ],
        "name",
        "outline",
    )


def _set_residents(residents, day):
    places = list(Planungsraum.objects.filter(pk__in=residents).defer("geometry", "outline"))
    totals = defaultdict(int)
    for place in places:
        place.residents = residents[place.pk]
        totals[place.bezirksregion_id] += place.residents or 0
    Planungsraum.objects.bulk_update(places, ["residents"])
    for region_id, total in totals.items():
        Bezirksregion.objects.filter(pk=region_id).update(residents=total, residents_on=day)


def _set_status_index(classes):
    places = list(Planungsraum.objects.filter(pk__in=classes).defer("geometry", "outline"))
    for place in places:
        place.status_index = classes[place.pk]
    Planungsraum.objects.bulk_update(places, ["status_index"])


def _upsert(model, rows, *fields):
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def _replace_streets(index):
    """Write the index of streets anew. Returns the id of each street by its name."""
    for model in (Address, StreetSegment, Street):
        model.objects.all()._raw_delete(using=connection.alias)
    streets = Street.objects.bulk_create(
        [Street(name=name, key=street_key(name)) for name in sorted(index)], batch_size=5000
    )
    ids = {street.name: street.pk for street in streets}
    StreetSegment.objects.bulk_create(
        [
            StreetSegment(street_id=ids[name], postal_code=code, bezirksregion_id=region_id)
            for name, postal_codes in index.items()
            for code, region_ids in postal_codes.items()
            for region_id in region_ids
        ],
        batch_size=5000,
    )
    return ids


def _copy_addresses(lines, streets):
    """All rows in one COPY: a few seconds for the 400,000 of Berlin."""
    table = Address._meta.db_table
    columns = "street_id, house_number, suffix, postal_code, planungsraum_id"
    text = io.StringIO()
    for line in lines:
        values = (
            str(streets[line.street]),
            line.house_number,
            line.suffix,
            line.postal_code,
            line.planungsraum_id,
        )
        text.write("\t".join(values) + "\n")
    text.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", text)


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
