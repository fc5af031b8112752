"""Who may enter: decorators for views. What one sees inside is decided by `visible_to`."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import resolve_url

from portal import clock

# No rows: the backend of the floor that knows the offices answers them (AUTHENTICATION_BACKENDS).
ENTER_ARBEIT = "portal.enter_arbeit"
OPERATE = "portal.operate"

SECOND_FACTOR = "second_factor_at"

WORKING_DAY = 12 * 3600


def resident_only(view):
    """Logged in, in whatever way; else to the login of residents."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url("accounts:login"))
        return view(request, *args, **kwargs)

    wrapper.gate = "resident"
    return wrapper


def staff_only(view):
    """Logged in, in an office today (else 404), and with the second factor in this session."""
    return staff_page(view, may_enter=lambda user: user.has_perm(ENTER_ARBEIT))


def staff_page(view, *, may_enter):
    """`staff_only`, where `may_enter(user)` says who finds the page at all."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url("accounts:staff_login"))
        # 404 first: who has no office does not learn that there is a second factor to give.
        if not may_enter(request.user):
            raise Http404
        if SECOND_FACTOR not in request.session:
            return redirect_to_login(request.get_full_path(), resolve_url("accounts:second_factor"))
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
