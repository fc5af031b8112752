import pytest

from regions.models import Address, Bezirk, Bezirksregion, Planungsraum, Prognoseraum, Street
from regions.opendata import tables
from regions.queries import AddressResult, Outcome, find_planungsraum

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_bezirk():
    """A street that only another Bezirk has, and one whose name both have."""
    bezirk = Bezirk.objects.create(pk="05", name="Nachbarbezirk")
    prognoseraum = Prognoseraum.objects.create(pk="0510", bezirk=bezirk, name="Nachbarn")
    region = Bezirksregion.objects.create(
        pk="051001",
        bezirk=bezirk,
        prognoseraum=prognoseraum,
        name="Nebenan",
        kuerzel="NE",
        valid_from="2021-01-01",
    )
    Planungsraum.objects.create(pk="05100101", bezirksregion=region, name="Nebenan")
    segment("Nachbarweg", "13581", region)
    segment("Turmstraße", "13581", region)
    return bezirk


def segment(street, postal_code, region):
    row, _ = Street.objects.get_or_create(name=street, defaults={"key": tables.street_key(street)})
    row.segments.create(postal_code=postal_code, bezirksregion=region)


def house(street, number, postal_code, planungsraum, suffix=""):
    Address.objects.create(
        street=Street.objects.get(name=street),
        house_number=number,
        suffix=suffix,
        postal_code=postal_code,
        planungsraum_id=planungsraum,
    )


def test_house_number_decides_where_the_directory_knows_it():
    house("Müllerstraße", "156", "13353", "01401047")

    result = find_planungsraum("Müllerstraße", "156", "13353")

    assert (result.outcome, result.planungsraum.pk) == (Outcome.FOUND, "01401047")
    assert result.region.name == "Wedding Zentrum"


@pytest.mark.parametrize(
    ("street", "number", "postal_code"),
    [
        ("Müllerstr.", "156 a", "13353"),
        ("MUELLERSTRASSE", "156A", ""),
        ("müllerstrasse", " 156a ", " 13353 "),
        ("Müllerstr. 156 a", "", ""),
    ],
)
def test_spelling_of_an_address_does_not_matter(street, number, postal_code):
    house("Müllerstraße", "156", "13353", "01401047", suffix="A")

    result = find_planungsraum(street, number, postal_code)

    assert (result.outcome, result.planungsraum.pk) == (Outcome.FOUND, "01401047")


def test_street_in_one_region_is_enough_without_the_directory():
    result = find_planungsraum("Torfstr.", "5", "13353")

    assert result == AddressResult(
        Outcome.FOUND, region=Bezirksregion.objects.get(name="Wedding Zentrum")
    )


def test_street_in_several_regions_is_a_choice():
    result = find_planungsraum("Seestraße", "10", "13353")

    assert result.outcome == Outcome.CHOOSE_REGION
    assert [region.name for region in result.regions] == ["Moabit West", "Parkviertel"]


def test_unknown_house_in_a_known_directory_is_not_guessed():
    house("Torfstraße", "1", "13353", "01401046")

    result = find_planungsraum("Torfstraße", "999", "13353")

    assert result.outcome == Outcome.CHOOSE_REGION
    assert [region.name for region in result.regions] == ["Wedding Zentrum"]


def test_same_house_under_two_postal_codes_is_a_choice():
    house("Müllerstraße", "5", "13353", "01300836")
    house("Müllerstraße", "5", "13349", "01400942")

    result = find_planungsraum("Müllerstraße", "5")

    assert result.outcome == Outcome.CHOOSE_STREET
    assert [str(suggestion) for suggestion in result.suggestions[:2]] == [
        "Müllerstraße 5, 13349 (Parkviertel)",
        "Müllerstraße 5, 13353 (Brunnenstraße Nord)",
    ]


def test_wrong_postal_code_suggests_the_right_one():
    result = find_planungsraum("Torfstraße", "5", "10115")

    assert result.outcome == Outcome.CHOOSE_STREET
    assert [str(one) for one in result.suggestions] == ["Torfstraße 5, 13353 (Wedding Zentrum)"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Afrikansche Straße", "Afrikanische Straße"),
        ("Affrikanische Str.", "Afrikanische Straße"),
        ("Mullerstraße", "Müllerstraße"),
        ("Müller", "Müllerstraße"),
        ("Prinzenalle", "Prinzenallee"),
        ("Leopolt Platz", "Leopoldplatz"),
        ("Schwehdenstraße", "Schwedenstraße"),
    ],
)
def test_misspelt_street_is_suggested_first(typed, first):
    result = find_planungsraum(typed, "1")

    assert (result.outcome, result.suggestions[0].street) == (Outcome.CHOOSE_STREET, first)


def test_postal_code_ranks_suggestions():
    result = find_planungsraum("Mullerstraße", "1", "13349")

    assert [one.postal_code for one in result.suggestions[:2]] == ["13349", "13353"]


def test_suggestion_leads_on():
    suggestion = find_planungsraum("Torfstrase", "5", "13353").suggestions[0]

    result = find_planungsraum(suggestion.street, suggestion.house_number, suggestion.postal_code)

    assert (result.outcome, result.region.name) == (Outcome.FOUND, "Wedding Zentrum")


@pytest.mark.parametrize("typed", ["", "!", "X", "Xqwzyjkv"])
def test_nonsense_is_unknown(typed):
    assert find_planungsraum(typed, "1", "13353") == AddressResult(Outcome.UNKNOWN)


def test_address_in_another_bezirk_is_said_so(other_bezirk):
    result = find_planungsraum("Nachbarweg", "1", "13581")

    assert result == AddressResult(Outcome.OTHER_BEZIRK, bezirk=other_bezirk)


def test_house_in_another_bezirk_is_said_so(other_bezirk):
    house("Turmstraße", "1", "13581", "05100101")

    result = find_planungsraum("Turmstraße", "1")

    assert result == AddressResult(Outcome.OTHER_BEZIRK, bezirk=other_bezirk)


def test_street_here_and_in_another_bezirk_is_a_choice(other_bezirk):
    result = find_planungsraum("Turmstraße")

    assert result.outcome == Outcome.CHOOSE_REGION
    assert {region.bezirk_id for region in result.regions} == {"01"}


def test_suggestion_elsewhere_names_the_bezirk(other_bezirk):
    result = find_planungsraum("Nachbarwegg", "1")

    assert str(result.suggestions[0]) == "Nachbarweg 1, 13581 (Nachbarbezirk)"


def test_namesake_elsewhere_comes_after_the_street_here(other_bezirk):
    house("Turmstraße", "12", "13581", "05100101", suffix="A")

    result = find_planungsraum("Turmstrase", "12 a")

    namesakes = [one for one in result.suggestions if one.street == "Turmstraße"]
    assert [one.postal_code for one in namesakes] == ["10551", "10559", "13581"]


def test_new_streets_are_suggested_at_once(other_bezirk):
    find_planungsraum("Quittenpfat", "1")
    segment("Quittenpfad", "13353", Bezirksregion.objects.get(pk="014010"))

    result = find_planungsraum("Quittenpfat", "1")

    assert result.suggestions[0].street == "Quittenpfad"


def test_found_address_costs_three_queries(django_assert_num_queries):
    house("Müllerstraße", "156", "13353", "01401047")

    with django_assert_num_queries(3):
        find_planungsraum("Müllerstraße", "156", "13353")
