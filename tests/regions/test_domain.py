import pytest

from regions.domain import (
    propose_kuerzel,
    sound_key,
    split_house_number,
    split_street,
    street_key,
)


@pytest.mark.parametrize(
    "typed",
    [
        "Müllerstraße",
        "müllerstr.",
        "MÜLLERSTR",
        "Muellerstrasse",
        "  Müller-Straße ",
        "Mu\u0308llerstraße",
    ],
)
def test_street_key_is_the_same_for_all_spellings(typed):
    assert street_key(typed) == "muellerstrasse"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Str. des 17. Juni", "strassedes17juni"),
        ("Hoffmann-von-Fallersleben-Pl.", "hoffmannvonfallerslebenplatz"),
        ("St. Wolfgang-Straße", "sanktwolfgangstrasse"),
        ("Stralsunder Str.", "stralsunderstrasse"),
        ("Allée St. Exupéry", "alleesanktexupery"),
        ("!?", ""),
    ],
)
def test_street_key_of_unusual_names(typed, key):
    assert street_key(typed) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Torfstraße", "Dorfstraße"),
        ("Schönwalder Straße", "Schönwalter Strasse"),
        ("Philippstraße", "Filipstraße"),
        ("Kochstraße", "Kockstraße"),
    ],
)
def test_sound_key_is_the_same_for_what_sounds_alike(one, other):
    assert sound_key(street_key(one)) == sound_key(street_key(other))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("12", ("12", "")),
        ("12a", ("12", "A")),
        ("12 A", ("12", "A")),
        ("Nr. 012 a", ("12", "A")),
        ("12–14", ("12", "")),
        ("12/14", ("12", "")),
        ("12 Hinterhaus", ("12", "")),
        ("", ("", "")),
        ("Hof", ("", "")),
    ],
)
def test_house_number_is_split(typed, parts):
    assert split_house_number(typed) == parts


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Müllerstr. 12 a", ("Müllerstr.", "12 a")),
        ("Müllerstraße", ("Müllerstraße", "")),
        ("Straße des 17. Juni", ("Straße des 17. Juni", "")),
        ("17", ("17", "")),
    ],
)
def test_street_and_number_in_one_line_are_split(typed, parts):
    assert split_street(typed) == parts


def test_kuerzel_are_initials():
    names = ["Tiergarten Süd", "Parkviertel", "Alexanderplatz", "Wedding Zentrum"]

    assert propose_kuerzel(names) == ["TS", "PV", "AP", "WZ"]


def test_kuerzel_never_repeat():
    names = ["Britz Nord", "Buckow Nord", "Buch", "Buchholz", "Britz"]

    assert propose_kuerzel(names) == ["BN", "BU", "BC", "BH", "BR"]


def test_kuerzel_leave_those_that_are_taken():
    assert propose_kuerzel(["Wedding Zentrum"], taken=["WZ"]) == ["WE"]
