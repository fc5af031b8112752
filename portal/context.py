"""What the frame of every page shows of the ground floor. The floors above add their own."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from portal import navigation


def frame(request):
    return {
        "DEMO": settings.DEMO,
        "public_menu": SimpleLazyObject(lambda: navigation.public_menu(request.path)),
    }
