"""The Bezirk of this installation, for the frame of every page."""

from functools import lru_cache

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from regions.models import Bezirk


def bezirk(request):
    return {"bezirk": SimpleLazyObject(lambda: _bezirk(settings.BEZIRK))}


@lru_cache
def _bezirk(key):
    # Kept for the life of the process: a Bezirk does not change its name.
    return Bezirk.objects.get(pk=key)
