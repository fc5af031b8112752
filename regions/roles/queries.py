"""What a person may act as, and where. Every answer reads the dates of today."""

from collections import defaultdict

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q

from regions.models import Bezirk, Bezirksregion
from regions.roles.models import Assignment
from regions.roles.permissions import Role

__all__ = [
    "Role",
    "acts_as",
    "bezirke_of",
    "held_today",
    "holds_role",
    "people_with",
    "regions_by_role",
    "regions_of",
    "roles_in",
    "staff_visible_to",
]


def regions_of(user, *roles):
    """The Bezirksregionen in which the person acts today in one of the roles (none named: in any).

    A role on a Bezirk holds for its regions. One query, also as a subquery (`region__in=…`).
    """
    mine = Assignment.objects.current().of(user, *roles)
    here = Q(region=OuterRef("pk")) | Q(bezirk=OuterRef("bezirk"))
    return Bezirksregion.objects.filter(Exists(mine.filter(here)))


def held_today(user):
    """What the person holds, as (role, region id, Bezirk id), for the pages of one request.

    The frame of a page, its gate and the page itself ask the same, so it is read once for each
    user object. Services ask anew, by the functions below.
    """
    if not hasattr(user, "_held_today"):
        held = Assignment.objects.current().of(user)
        user._held_today = tuple(held.values_list("role", "region_id", "bezirk_id"))
    return user._held_today


def regions_by_role(user):
    """`{role: {region id: name}}` of today, for pages that ask for several roles. A query or two.

    A role that the person does not hold has no regions.
    """
    held = held_today(user)
    regions = Bezirksregion.objects.filter(
        Q(pk__in=[region for _, region, _ in held]) | Q(bezirk__in=[area for _, _, area in held])
    )
    found = defaultdict(dict)
    for pk, name, bezirk in regions.values_list("pk", "name", "bezirk_id"):
        for role, region_id, bezirk_id in held:
            if pk == region_id or bezirk == bezirk_id:
                found[role][pk] = name
    return found


def bezirke_of(user, *roles):
    """The Bezirke on which as a whole the person acts today in one of the roles."""
    mine = Assignment.objects.current().of(user, *roles)
    return Bezirk.objects.filter(pk__in=mine.filter(region=None).values("bezirk"))


def roles_in(user, region):
    """The `Role`s that the person holds today for the Bezirksregion, by itself or its Bezirk."""
    held = Assignment.objects.current().of(user).covering(region).values_list("role", flat=True)
    return {Role(role) for role in held}


def acts_as(user, role, region):
    """Whether the person holds the role today for the Bezirksregion, by itself or its Bezirk."""
    return Assignment.objects.current().of(user, role).covering(region).exists()


def holds_role(user, *roles):
    """Whether the person holds one of the roles today anywhere (none named: any role)."""
    return Assignment.objects.current().of(user, *roles).exists()


def people_with(role, region):
    """The active people who hold the role today for the Bezirksregion, by itself or its Bezirk."""
    held = Assignment.objects.current().filter(role=role).covering(region)
    return get_user_model().objects.filter(Exists(held.filter(user=OuterRef("pk"))), is_active=True)


def staff_visible_to(user):
    """The people who have or had a role in the Bezirke that the person leads or runs."""
    theirs = Assignment.objects.visible_to(user).filter(user=OuterRef("pk"))
    return get_user_model().objects.filter(Exists(theirs))
