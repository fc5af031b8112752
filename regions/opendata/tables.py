"""Rows of areas, streets and addresses, written in bulk."""

import io
from collections import defaultdict

from django.db import connection

from regions.domain import propose_kuerzel, street_key
from regions.models import (
    Address,
    Bezirksregion,
    Planungsraum,
    Shape,
    Street,
    StreetSegment,
)
from regions.opendata.sources import LOR_VALID_FROM


def upsert_regions(names, kuerzel=None):
    """Bezirksregionen by id. One that stands keeps its Kürzel: it is part of case numbers."""
    kuerzel = _kuerzel(names, kuerzel or {})
    upsert(
        Bezirksregion,
        [
            Bezirksregion(
                id=id,
                bezirk_id=id[:2],
                prognoseraum_id=id[:4],
                name=name,
                kuerzel=kuerzel[id],
                valid_from=LOR_VALID_FROM,
            )
            for id, name in names.items()
        ],
        "name",
    )


def upsert_planungsraeume(names):
    rows = [Planungsraum(id=id, bezirksregion_id=id[:6], name=name) for id, name in names.items()]
    upsert(Planungsraum, rows, "name", "bezirksregion")


def upsert_shapes(outlines_by_id, geometries=None):
    geometries = geometries or {}
    rows = [
        Shape(id=id, outline=outline, geometry=geometries.get(id))
        for id, outline in outlines_by_id.items()
    ]
    upsert(Shape, rows, "outline", "geometry")


def set_residents(residents, day):
    places = list(Planungsraum.objects.filter(pk__in=residents))
    totals = defaultdict(int)
    for place in places:
        place.residents = residents[place.pk]
        totals[place.bezirksregion_id] += place.residents or 0
    Planungsraum.objects.bulk_update(places, ["residents"])
    regions = list(Bezirksregion.objects.filter(pk__in=totals))
    for region in regions:
        region.residents, region.residents_on = totals[region.pk], day
    Bezirksregion.objects.bulk_update(regions, ["residents", "residents_on"])


def set_status_index(classes):
    places = list(Planungsraum.objects.filter(pk__in=classes))
    for place in places:
        place.status_index = classes[place.pk]
    Planungsraum.objects.bulk_update(places, ["status_index"])


def upsert(model, rows, *fields):
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def replace_streets(index):
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


def copy_addresses(lines, streets):
    """All rows in one COPY: a few seconds for the 400,000 of Berlin."""
    table = Address._meta.db_table
    columns = "street_id, house_number, suffix, postal_code, planungsraum_id"
    text = io.StringIO()
    for street, *rest in lines:
        text.write("\t".join((str(streets[street]), *rest)) + "\n")
    text.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", text)


def _kuerzel(names, wanted):
    kuerzel = wanted | dict(Bezirksregion.objects.values_list("pk", "kuerzel"))
    new = defaultdict(list)
    for id in names:
        if id not in kuerzel:
            new[id[:2]].append(id)
    for bezirk_id, ids in new.items():
        taken = [short for id, short in kuerzel.items() if id.startswith(bezirk_id)]
        proposed = propose_kuerzel((names[id] for id in ids), taken)
        kuerzel |= dict(zip(ids, proposed, strict=True))
    return kuerzel
