"""Pages of the staff for certain roles only."""

from functools import wraps

from django.http import Http404

from portal.access import staff_only
from regions.roles.queries import holds_role


def role_only(*roles):
    """`staff_only`, and 404 for everybody who holds none of the roles anywhere today."""

    def decorate(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            if not holds_role(request.user, *roles):
                raise Http404
            return view(request, *args, **kwargs)

        guarded = staff_only(wrapper)
        guarded.roles = roles
        return guarded

    return decorate
