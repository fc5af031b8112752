"""Pages of the staff for certain roles only."""

from portal.access import staff_page
from regions.roles.queries import holds_role


def role_only(*roles):
    """`staff_only`, and 404 for everybody who holds none of the roles anywhere today."""

    def decorate(view):
        guarded = staff_page(view, may_enter=lambda user: holds_role(user, *roles))
        guarded.roles = roles
        return guarded

    return decorate
