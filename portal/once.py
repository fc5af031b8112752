"""A form is sent once, however often one clicks."""

import datetime as dt
import hashlib
import secrets
from base64 import urlsafe_b64encode
from functools import wraps

from django.db import connection, transaction
from django.http import HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.jobs.tick import daily
from portal.models import OneTimeKey

FIELD = "einmal"

# Nobody comes back to a form after that.
KEPT = dt.timedelta(days=30)


def new_key() -> str:
    return secrets.token_urlsafe(32)


def sending(view):
    """Run the view's POST in one transaction and spend the form's one-time key in it.

    A second POST of the same form waits for the first and is led to where the first one led.
    Changed words under an old key (the browser's back button) are no repeat: the view gets them.
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
                OneTimeKey.objects.filter(pk=key).update(result=_kept(response.url))
            else:
                transaction.set_rollback(True)
            return response

    wrapper.sends = True
    return wrapper


@daily
def forget_old() -> None:
    """Delete keys that were spent long ago."""
    OneTimeKey.objects.filter(spent_at__lt=clock.now() - KEPT).delete()


def _kept(url):
    """What is kept of where a form led: an address too long to keep counts as the form's own."""
    return url if len(url) <= OneTimeKey._meta.get_field("result").max_length else ""


def _bound(request):
    """The form's key for this person, address and these words: all else makes it a fresh one.

    Where the first use led may name a case, and that is nobody else's business.
    """
    key = request.POST.get(FIELD) or new_key()
    parts = [str(request.user.pk), request.path, key, *_words(request)]
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def _words(request):
    """What was sent, without the token that the browser or a login may renew."""
    for name, values in sorted(request.POST.lists()):
        if name != "csrfmiddlewaretoken":
            yield from (name, *values)
    for name, uploads in sorted(request.FILES.lists()):
        yield from (name, *(f"{upload.name} {upload.size}" for upload in uploads))


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
