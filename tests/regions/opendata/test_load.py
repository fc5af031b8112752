import datetime as dt

import pytest
import shapely
from django.conf import settings
from django.core.management import CommandError, call_command

from regions.models import (
    Address,
    Bezirk,
    Bezirksregion,
    OpenDataLoad,
    Planungsraum,
    Prognoseraum,
    Shape,
    SpecialArea,
    Street,
)
from regions.opendata import files, load, reference
from regions.opendata.sources import SOURCES, OpenDataUnavailable

pytestmark = pytest.mark.django_db

FULL_SETS = files.default_folder()
needs_full_sets = pytest.mark.skipif(FULL_SETS is None, reason="the full open data are not here")


def everything():
    """All rows that loading writes, but for when they were loaded."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Bezirk, Prognoseraum, Bezirksregion, Planungsraum, Shape, SpecialArea)
    } | {
        "Street": list(Street.objects.order_by("name").values()),
        "Address": list(Address.objects.order_by("pk").values()),
        "OpenDataLoad": list(OpenDataLoad.objects.order_by("pk").values()),
    }


def test_reference_has_the_areas_of_the_bezirk():
    assert Bezirksregion.objects.of_this_bezirk().count() == 10
    assert Planungsraum.objects.count() == 49
    assert Bezirksregion.objects.get(pk="014009").residents == 46_542
    assert Planungsraum.objects.get(pk="01400942").get_status_index_display() == "niedrig"
    assert list(Bezirksregion.objects.values_list("kuerzel", flat=True)) == [
        "TS", "RV", "AP", "BS", "MW", "MO", "OS", "BN", "PV", "WZ",
    ]  # fmt: skip


def test_reference_loaded_again_changes_nothing():
    before = everything()

    written = load.load_reference(reference.read(settings.BEZIRK))

    assert written == []
    assert everything() == before


def test_reference_leaves_special_areas_that_staff_changed():
    area = SpecialArea.objects.get(name="06 Wedding")
    area.planungsraeume.clear()

    load.load_reference(reference.read(settings.BEZIRK))

    assert area.planungsraeume.count() == 0


def test_reference_names_each_source_and_its_file_is_small():
    path = reference.path_of(settings.BEZIRK)
    readme = (reference.FOLDER / "README.md").read_text()

    assert path.stat().st_size < reference.LARGEST_BYTES
    assert [line["credit"] for line in reference.read(settings.BEZIRK)["sources"]] == [
        source.credit for source in SOURCES.values()
    ]
    for source in SOURCES.values():
        assert source.credit in readme


def test_bezirk_without_a_reference_gets_a_sentence():
    with pytest.raises(OpenDataUnavailable, match="make_reference"):
        reference.read("99")


@pytest.mark.slow
@needs_full_sets
def test_committed_reference_is_what_the_full_sets_give():
    assert reference.build(settings.BEZIRK, FULL_SETS) == reference.read(settings.BEZIRK)


def test_outlines_meet_without_gaps():
    rows = Shape.objects.filter(pk__in=Planungsraum.objects.values("pk"))
    shapes = [shapely.MultiPolygon([(part[0], part[1:]) for part in row.outline]) for row in rows]

    assert all(shape.is_valid for shape in shapes)
    assert shapely.coverage_is_valid(shapes)


def test_full_load_counts_and_names_all_areas(city):
    load.load_full(city)

    assert Bezirk.objects.count() == 12
    assert Prognoseraum.objects.filter(name__startswith="Raum").count() == 58
    assert Bezirksregion.objects.filter(name__startswith="Region").count() == 143
    assert Planungsraum.objects.filter(name__startswith="Planungsraum").count() == 542
    assert Shape.objects.exclude(geometry=None).count() == 542


def test_full_load_takes_every_address(city):
    load.load_full(city)

    assert list(
        Address.objects.values_list("street__name", "house_number", "suffix", "postal_code")
    ) == [
        ("Ährenweg", "7", "", "10001"),
        ("Ährenweg", "7", "A", "10001"),
        ("Birkenplatz", "", "", "10002"),
    ]


def test_full_load_again_changes_nothing(city, clock):
    load.load_full(city)
    before = everything()
    clock.set(dt.date(2026, 5, 1))

    assert load.load_full(city) == []
    assert everything() == before


def test_full_load_keeps_the_kuerzel_of_a_region(city):
    Bezirksregion.objects.create(
        pk="010101",
        bezirk_id="01",
        prognoseraum=Prognoseraum.objects.create(pk="0101", bezirk_id="01", name="alt"),
        name="alt",
        kuerzel="ALT",
        valid_from="2021-01-01",
    )

    load.load_full(city)

    region = Bezirksregion.objects.get(pk="010101")
    assert (region.name, region.kuerzel) == ("Region 010101", "ALT")


def test_reference_does_not_replace_the_full_sets(city):
    load.load_full(city)

    written = load.load_reference(reference.read(settings.BEZIRK))

    assert "addresses" not in written
    assert Address.objects.count() == 3


def test_sample_takes_every_nth_address_but_all_streets(city):
    load.load_full(city, every=3)

    assert Address.objects.count() == 1
    assert sorted(Street.objects.values_list("name", flat=True)) == ["Birkenplatz", "Ährenweg"]
    assert OpenDataLoad.objects.get(pk="addresses").scope == "sample"


def test_incomplete_addresses_are_refused(city, monkeypatch):
    monkeypatch.setattr("regions.opendata.load.FEWEST_ADDRESSES", 4)

    with pytest.raises(OpenDataUnavailable, match="nur 3 Zeilen"):
        load.load_full(city)


def test_incomplete_hierarchy_is_refused(city):
    path = city / files.HIERARCHY
    path.write_text("\n".join(path.read_text().splitlines()[:-1]))

    with pytest.raises(OpenDataUnavailable, match="unvollständig"):
        load.load_full(city)


def test_missing_file_gets_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="fehlt die Datei"):
        call_command("load_open_data", folder=tmp_path)


def test_command_says_what_it_found_and_from_which_day(city, capsys):
    call_command("load_open_data", folder=city)

    told = capsys.readouterr().out
    assert "Adressen Berlin: 3 Zeilen, vollständig, Stand nicht genannt, geladen." in told
    assert "(LOR) 2021: 542 Zeilen, vollständig, Stand 01.01.2021, geladen." in told
