"""Coarse outlines for the maps: all areas simplified together, so that neighbours still meet."""

import json
import math

import shapely

# One degree of latitude in metres; a degree of longitude is shorter by the cosine of the latitude.
METRES_PER_DEGREE = 111_320
BERLIN_LATITUDE = 52.5
# Coverage simplification takes away triangles below the square of this.
TOLERANCE_METRES = 35
DECIMALS = 5

_STRETCH = (METRES_PER_DEGREE * math.cos(math.radians(BERLIN_LATITUDE)), METRES_PER_DEGREE)


def polygons(geometry: dict) -> list:
    """A GeoJSON geometry as we store it: polygons of rings of [lon, lat]."""
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    return geometry["coordinates"]


def simplify(geometries: dict[str, dict]) -> tuple[dict[str, list], dict[str, list]]:
    """Outlines of the Planungsräume and of the Bezirksregionen that they make up, by id.

    The input must cover its ground without gap or overlap; so does the output.
    """
    ids = sorted(geometries)
    exact = [_to_metres(shapely.from_geojson(json.dumps(geometries[id]))) for id in ids]
    coarse = [_rounded(shape) for shape in shapely.coverage_simplify(exact, TOLERANCE_METRES)]
    regions: dict[str, list] = {}
    for id, shape in zip(ids, coarse, strict=True):
        regions.setdefault(id[:6], []).append(shape)
    return (
        {id: _coordinates(shape) for id, shape in zip(ids, coarse, strict=True)},
        {id: _coordinates(shapely.coverage_union_all(shapes)) for id, shapes in regions.items()},
    )


def _to_metres(shape):
    return shapely.transform(shape, lambda points: points * _STRETCH)


def _rounded(shape):
    return shapely.transform(shape, lambda points: (points / _STRETCH).round(DECIMALS))


def _coordinates(shape):
    parts = getattr(shape, "geoms", [shape])
    return [
        [[list(point) for point in ring.coords] for ring in (part.exterior, *part.interiors)]
        for part in parts
    ]
