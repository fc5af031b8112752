"""Who may enter: decorators for views. What one sees inside is decided by `visible_to`."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import resolve_url

SECOND_FACTOR = "second_factor_at"


def resident_only(view):
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url("accounts:login"))
        return view(request, *args, **kwargs)

    return wrapper


def staff_only(view):
    """Logged in, with the second factor in this session, and in an office today; else login, or 404."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.user.is_authenticated or SECOND_FACTOR not in request.session:
            return redirect_to_login(request.get_full_path(), resolve_url("accounts:staff_login"))
        if not request.user.acts_anywhere:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper
