"""Maps as SVG: geometry for `templates/regions/_map.html`, the same in a page and in print.

    regions_map(regions, link=lambda region: reverse("…", args=[region.pk]))
    region_map(region)          the Planungsräume of one region

A page that shows a map links `css/map.css`. Beside a map there is always a list of the same links.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from regions.models import Bezirksregion, Shape

WIDTH = 600
MARGIN = 6
# Degrees of longitude are shorter than those of latitude by this, at Berlin's latitude.
SHRINK = math.cos(math.radians(52.5))


@dataclass(frozen=True)
class MapArea:
    """One shape: `path` is the SVG path, `x` and `y` are where a label fits best."""

    id: str
    name: str
    short: str
    path: str
    x: int
    y: int
    href: str = ""
    is_current: bool = False
    is_marked: bool = False

    @property
    def lines(self):
        """The name in the lines of its label."""
        return self.name.split(" ", 1)


@dataclass(frozen=True)
class Map:
    label: str
    height: int
    areas: list[MapArea] = field(default_factory=list)
    width: int = WIDTH


def regions_map(
    regions: Iterable[Bezirksregion],
    *,
    label: str,
    link: Callable[[Bezirksregion], str] | None = None,
    current: Bezirksregion | None = None,
    marked: Iterable[str] = (),
) -> Map:
    """The regions as one map. `current` is hatched, regions whose id is `marked` are dotted."""
    marked = set(marked)
    return _map(
        label,
        {region.pk: region for region in regions},
        lambda region: {
            "short": region.kuerzel,
            "href": link(region) if link else "",
            "is_current": region == current,
            "is_marked": region.pk in marked,
        },
    )


def region_map(region: Bezirksregion, *, label: str) -> Map:
    """The Planungsräume of one region, numbered in the order of their ids."""
    places = {place.pk: place for place in region.planungsraeume.all()}
    numbers = {id: str(number) for number, id in enumerate(places, start=1)}
    return _map(label, places, lambda place: {"short": numbers[place.pk]})


def _map(label, rows, describe):
    outlines = dict(Shape.objects.filter(pk__in=rows).values_list("pk", "outline"))
    if not outlines:
        return Map(label, height=0)
    project, height = _projection(outlines.values())
    areas = [
        MapArea(
            id=id,
            name=rows[id].name,
            path=_path(outlines[id], project),
            **_label_point(outlines[id], project),
            **describe(rows[id]),
        )
        for id in rows
        if id in outlines
    ]
    return Map(label, height, areas)


def _projection(outlines):
    points = [point for outline in outlines for part in outline for ring in part for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * SHRINK)

    def project(point):
        x = MARGIN + (point[0] - west) * SHRINK * scale
        y = MARGIN + (north - point[1]) * scale
        return round(x), round(y)

    return project, round((north - south) * scale) + 2 * MARGIN


def _path(outline, project):
    rings = (ring for part in outline for ring in part)
    return "".join(_ring([project(point) for point in ring[:-1]]) for ring in rings)


def _ring(points):
    """Absolute start, then short relative steps."""
    start, steps, last = points[0], [], points[0]
    for point in points[1:]:
        if point != last:
            steps.append(f"{point[0] - last[0]} {point[1] - last[1]}")
            last = point
    return f"M{start[0]} {start[1]}l{' '.join(steps)}z"


def _label_point(outline, project):
    """The centre of the largest circle in the largest part."""
    # Here, since the import is slow and most processes draw no map.
    import shapely

    largest = max(outline, key=lambda part: shapely.Polygon(part[0]).area)
    shape = shapely.Polygon([project(point) for point in largest[0]])
    centre = shapely.maximum_inscribed_circle(shape, tolerance=1).coords[0]
    return {"x": round(centre[0]), "y": round(centre[1])}
