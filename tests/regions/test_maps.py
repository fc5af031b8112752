import pytest
import shapely
from django.template.loader import render_to_string

from regions.maps import region_map, regions_map
from regions.models import Bezirksregion, Shape

pytestmark = pytest.mark.django_db

LARGEST_BYTES = 80_000


def all_regions():
    return Bezirksregion.objects.of_this_bezirk()


def link(region):
    return f"/regionen/{region.pk}/"


def rendered(chart):
    return render_to_string("regions/_map.html", {"map": chart})


def test_map_names_and_links_every_region():
    chart = regions_map(all_regions(), label="Die Stadtteile", link=link)

    html = rendered(chart)

    assert [area.name for area in chart.areas] == [region.name for region in all_regions()]
    for region in all_regions():
        label = f"{region.name} ({region.kuerzel})"
        assert f'href="/regionen/{region.pk}/" aria-label="{label}"' in html


def test_map_is_small():
    html = rendered(regions_map(all_regions(), label="Die Stadtteile", link=link))

    assert len(html.encode()) < LARGEST_BYTES


def test_map_has_no_inline_style():
    html = rendered(regions_map(all_regions(), label="Die Stadtteile", link=link))

    assert "style=" not in html


def test_current_region_is_hatched_and_marked_ones_are_dotted():
    current = Bezirksregion.objects.get(pk="014009")

    html = rendered(
        regions_map(all_regions(), label="Karte", link=link, current=current, marked=["012006"])
    )

    assert html.count('fill="url(#karte-schraffur)"') == 1
    assert html.count('fill="url(#karte-punkte)"') == 1
    assert html.count('aria-current="page"') == 1


def test_label_lies_in_its_area():
    shapes = dict(Shape.objects.values_list("pk", "outline"))

    chart = regions_map(all_regions(), label="Karte")

    assert {area.id for area in chart.areas} < set(shapes)
    for area in chart.areas:
        points = _absolute(area.path)
        assert shapely.Polygon(points).contains(shapely.Point(area.x, area.y)), area.name


def test_region_map_shows_its_planungsraeume():
    region = Bezirksregion.objects.get(pk="014009")

    chart = region_map(region, label="Parkviertel")

    assert [area.name for area in chart.areas] == [
        place.name for place in region.planungsraeume.all()
    ]
    assert [area.short for area in chart.areas] == ["1", "2", "3", "4", "5", "6"]


def test_map_without_shapes_says_so():
    Shape.objects.all().delete()

    assert "Bitte nutzen Sie die Liste" in rendered(regions_map(all_regions(), label="Karte"))


def _absolute(path):
    start, steps = path.split("z")[0].removeprefix("M").split("l")
    points = [tuple(int(number) for number in start.split())]
    numbers = [int(number) for number in steps.split()]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        points.append((points[-1][0] + dx, points[-1][1] + dy))
    return points
