"""How often something may be tried, counted in the cache that all workers share."""

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac


def allow(action, key, *, times, seconds):
    """Whether this try is still among the allowed `times` in the last `seconds`, and count it.

    Each try takes one of `times` places and gives it back when its time is over. Taking a place
    is atomic in the database cache. Must not run in a transaction that is rolled back later.
    """
    digest = salted_hmac("portal.limits", f"{action}:{key}").hexdigest()
    return any(cache.add(f"limit:{digest}:{place}", 1, seconds) for place in range(times))


def client_address(request):
    """The address of the caller, as the outermost of our own proxies saw it."""
    trusted = settings.TRUSTED_PROXIES
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if trusted and len(hops) >= trusted:
        return hops[-trusted].strip()
    return request.META.get("REMOTE_ADDR", "")
