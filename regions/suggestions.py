"""Addresses that may have been meant, the likeliest first."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings

from regions.domain import split_house_number
from regions.models import Address, StreetSegment

MOST = 5
# What makes an address likelier than its spelling alone, in points of similarity (0 to 100).
# Who asks here mostly means a place here, even where only a namesake elsewhere has that house.
IN_THIS_BEZIRK, HOUSE_EXISTS, SAME_POSTAL_CODE = 12, 10, 8


@dataclass(frozen=True)
class Suggestion:
    """Searching again for exactly this address leads on."""

    street: str
    house_number: str
    postal_code: str
    place: str

    def __str__(self):
        line = f"{self.street} {self.house_number}".strip()
        return f"{line}, {self.postal_code} ({self.place})"


def suggest(scores: dict[int, float], house_number: str, postal_code: str = "") -> list[Suggestion]:
    """At most five addresses in the streets whose likeness (0 to 100) is given by id.

    A street counts once for each of its postal codes. With a house number those come first in
    which the directory has the house.
    """
    names, regions = {}, defaultdict(dict)
    for street_id, name, code, *region in _segments(scores):
        names[street_id] = name
        regions[street_id, code][region[0]] = region[1:]
    houses = _houses(scores, house_number)

    def likelihood(key):
        street_id, code = key
        return (
            scores[street_id]
            + HOUSE_EXISTS * (key in houses)
            + SAME_POSTAL_CODE * (code == postal_code)
            + IN_THIS_BEZIRK * any(id.startswith(settings.BEZIRK) for id in regions[key])
        )

    def place(key):
        ids = houses.get(key, regions[key])
        return _place({id: regions[key][id] for id in ids if id in regions[key]})

    best = sorted(regions, key=lambda key: (-likelihood(key), key))[:MOST]
    return [Suggestion(names[key[0]], house_number, key[1], place(key)) for key in best]


def _segments(streets):
    return StreetSegment.objects.filter(street__in=streets).values_list(
        "street",
        "street__name",
        "postal_code",
        "bezirksregion",
        "bezirksregion__name",
        "bezirksregion__bezirk__name",
    )


def _houses(streets, house_number):
    """(street id, postal code) → ids of the Bezirksregionen where the directory has this house."""
    number, suffix = split_house_number(house_number)
    if not number:
        return {}
    houses = defaultdict(set)
    found = Address.objects.filter(street__in=streets, house_number=number, suffix=suffix)
    for street_id, code, planungsraum_id in found.values_list(
        "street", "postal_code", "planungsraum"
    ):
        houses[street_id, code].add(planungsraum_id[:6])
    return houses


def _place(regions):
    """The region's name for one of ours, else the names of the Bezirke."""
    if len(regions) == 1:
        id, (name, bezirk) = regions.popitem()
        return name if id.startswith(settings.BEZIRK) else bezirk
    return ", ".join(sorted({bezirk for _, bezirk in regions.values()}))
