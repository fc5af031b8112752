"""A form is sent once, however often one clicks."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from functools import wraps

from django.db import connection, transaction
from django.http import HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.models import OneTimeKey

FIELD = "einmal"


def new_key() -> str:
    return secrets.token_urlsafe(32)


def sending(view):
    """Run the view's POST in one transaction and spend the form's one-time key in it.

    A second POST with the same key waits for the first and is led to where the first one led.
    An answer that is no redirect (the form again, with its errors) rolls everything back and
    leaves the key unspent.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            key = _bound(request)
            first = _spend(key)
            if first is not None:
                return HttpResponseRedirect(first or request.path)
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                OneTimeKey.objects.filter(pk=key).update(result=response.url)
            else:
                transaction.set_rollback(True)
            return response

    wrapper.sends = True
    return wrapper


def _bound(request):
    """The form's key for this person and address only: in other hands it is a fresh one.

    Where the first use led may name a case, and that is nobody else's business.
    """
    whose = f"{request.user.pk}\0{request.path}\0{request.POST.get(FIELD) or new_key()}"
    return urlsafe_b64encode(hashlib.sha256(whose.encode()).digest()).decode().rstrip("=")


def _spend(key):
    """None when the key is fresh and now ours; else the address where its first use led."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO portal_onetimekey (key, result, spent_at) VALUES (%s, '', %s) "
            "ON CONFLICT (key) DO NOTHING",
            [key, clock.now()],
        )
        if cursor.rowcount:
            return None
    return OneTimeKey.objects.values_list("result", flat=True).get(pk=key)
