from functools import wraps

from django.conf import settings
from django.http import Http404


def demo_only(view):
    """404, as if it did not exist, where this is no demo."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    wrapper.gate = "demo"
    return wrapper
