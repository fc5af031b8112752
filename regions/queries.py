"""Where an address lies. Nothing is guessed silently: what is not clear becomes a choice."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings

from regions.domain import split_house_number, split_street, street_key
from regions.models import (
    Address,
    Bezirk,
    Bezirksregion,
    OpenDataLoad,
    Planungsraum,
    SpecialArea,
    Street,
    StreetSegment,
)
from regions.spelling import similar_streets
from regions.suggestions import Suggestion, suggest


class Outcome(StrEnum):
    FOUND = "found"
    CHOOSE_REGION = "choose_region"
    CHOOSE_STREET = "choose_street"
    OTHER_BEZIRK = "other_bezirk"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AddressResult:
    """What an address led to.

    FOUND: `region`, and `planungsraum` when a house number decided (None when the street did).
    CHOOSE_REGION: `regions` of this Bezirk in which the street lies; the person chooses.
    CHOOSE_STREET: `suggestions`, the likeliest first; the person chooses.
    OTHER_BEZIRK: it lies elsewhere, in `bezirk` (None when the name exists in several others).
    UNKNOWN: nothing like it was found.
    """

    outcome: Outcome
    region: Bezirksregion | None = None
    planungsraum: Planungsraum | None = None
    regions: list[Bezirksregion] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    bezirk: Bezirk | None = None


def find_planungsraum(street: str, house_number: str = "", postal_code: str = "") -> AddressResult:
    """The Planungsraum, or at least the Bezirksregion, of an address in this Bezirk.

    With the directory of house numbers the number decides, without it the street. Tolerates „Str.“
    and „Strasse“, case, umlauts written out, „12 a“, and a number typed behind the street;
    misspelt streets become suggestions. Under 10 ms on all of Berlin's addresses.
    """
    street, house_number, postal_code = street.strip(), house_number.strip(), postal_code.strip()
    streets = _streets_called(street)
    if not streets and not house_number:
        street, house_number = split_street(street)
        streets = _streets_called(street)
    if not streets:
        return _choose(suggest(similar_streets(street_key(street)), house_number, postal_code))
    return (
        _by_house_number(streets, house_number, postal_code)
        or _by_street(streets, house_number, postal_code)
        # The street is known, but not under this postal code.
        or _choose(suggest({row.pk: 100 for row in streets}, house_number))
    )


def regions_of_this_bezirk(day):
    """The Bezirksregionen of this Bezirk that are valid on a day, by id."""
    return Bezirksregion.objects.of_this_bezirk().valid_on(day).select_related("bezirk")


def special_areas_of(planungsraum, day):
    """The special areas (Quartiersmanagement, …) in which a Planungsraum lies on a day."""
    return SpecialArea.objects.valid_on(day).filter(planungsraeume=planungsraum)


def open_data_credits():
    """What stands in the database, whose it is and from which day: the line under maps."""
    return OpenDataLoad.objects.all()


def _streets_called(name):
    key = street_key(name)
    return list(Street.objects.filter(key=key)) if key else []


def _by_house_number(streets, house_number, postal_code):
    """What the directory says of the house; None when it does not know it."""
    number, suffix = split_house_number(house_number)
    if not number:
        return None
    houses = Address.objects.filter(street__in=streets, house_number=number, suffix=suffix)
    if postal_code:
        houses = houses.filter(postal_code=postal_code)
    ids = set(houses.values_list("planungsraum", flat=True))
    if not ids:
        return None
    if not _lies_here(ids):
        return _elsewhere(ids)
    if len(ids) > 1:
        return _choose(suggest({row.pk: 100 for row in streets}, house_number, postal_code))
    place = Planungsraum.objects.select_related("bezirksregion__bezirk").get(pk=ids.pop())
    return AddressResult(Outcome.FOUND, region=place.bezirksregion, planungsraum=place)


def _by_street(streets, house_number, postal_code):
    """Where the whole street lies under this postal code; None when it does not."""
    segments = StreetSegment.objects.filter(street__in=streets)
    if postal_code:
        segments = segments.filter(postal_code=postal_code)
    ids = set(segments.values_list("bezirksregion", flat=True))
    if not ids:
        return None
    if not _lies_here(ids):
        return _elsewhere(ids)
    here = list(Bezirksregion.objects.of_this_bezirk().filter(pk__in=ids).select_related("bezirk"))
    if len(ids) == 1 and not _is_missing_house(streets, house_number):
        return AddressResult(Outcome.FOUND, region=here[0])
    return AddressResult(Outcome.CHOOSE_REGION, regions=here)


def _lies_here(ids):
    """Whether one of the LOR keys lies in this Bezirk."""
    return any(id.startswith(settings.BEZIRK) for id in ids)


def _elsewhere(ids):
    bezirke = Bezirk.objects.filter(pk__in={id[:2] for id in ids})
    return AddressResult(Outcome.OTHER_BEZIRK, bezirk=bezirke[0] if len(bezirke) == 1 else None)


def _is_missing_house(streets, house_number):
    """Whether a number was typed that the directory of these streets should have known."""
    number, _ = split_house_number(house_number)
    return bool(number) and Address.objects.filter(street__in=streets).exists()


def _choose(suggestions):
    if not suggestions:
        return AddressResult(Outcome.UNKNOWN)
    return AddressResult(Outcome.CHOOSE_STREET, suggestions=suggestions)
