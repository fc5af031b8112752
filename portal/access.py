"""Who may enter: decorators for views. What one sees inside is decided by `visible_to`.

What stands behind a login is never kept by the browser: the next person at it presses „Zurück“.
"""

from functools import wraps

from django.http import Http404
from django.views.decorators.cache import never_cache

from portal import clock
from portal.logged_out import ask_to_log_in

# No rows: the backend of the floor that knows the offices answers them (AUTHENTICATION_BACKENDS).
ENTER_ARBEIT = "portal.enter_arbeit"
OPERATE = "portal.operate"

SECOND_FACTOR = "second_factor_at"

WORKING_DAY = 12 * 3600


def resident_only(view):
    """Logged in, in whatever way; else to the login of residents."""

    @never_cache
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return ask_to_log_in(request, "accounts:login")
        return view(request, *args, **kwargs)

    wrapper.gate = "resident"
    return wrapper


def staff_only(view):
    """Logged in, in an office today (else 404), and with the second factor in this session."""
    return staff_page(view, may_enter=lambda user: user.has_perm(ENTER_ARBEIT))


def staff_page(view, *, may_enter):
    """`staff_only`, where `may_enter(user)` says who finds the page at all."""

    @never_cache
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return ask_to_log_in(request, "accounts:staff_login")
        # 404 first: who has no office does not learn that there is a second factor to give.
        if not may_enter(request.user):
            raise Http404
        if SECOND_FACTOR not in request.session:
            return ask_to_log_in(request, "accounts:second_factor")
        return view(request, *args, **kwargs)

    wrapper.gate = "staff"
    return wrapper


def operators_only(view):
    """`staff_only`, and 404 for everybody who does not run the machines (role Technik)."""

    guarded = staff_page(view, may_enter=lambda user: user.has_perm(OPERATE))
    guarded.roles = ("technik",)
    return guarded


def mark_second_factor(session):
    """Note that a second factor was given in this session, which now ends after a working day."""
    session[SECOND_FACTOR] = clock.now().isoformat()
    session.set_expiry(WORKING_DAY)
