"""Pages of the staff for certain roles only."""

from portal.access import staff_page
from regions.roles.queries import held_today


def role_only(*roles):
    """`staff_only`, and 404 for everybody who holds none of the roles anywhere today."""

    def holds_one_of(user):
        return any(role in roles for role, _, _ in held_today(user))

    def decorate(view):
        guarded = staff_page(view, may_enter=holds_one_of)
        guarded.roles = roles
        return guarded

    return decorate
