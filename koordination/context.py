"""The Dienststelle in charge, for the frame of every page."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from koordination.models import Dienststelle
from portal import clock


def dienststelle(request):
    return {"dienststelle": SimpleLazyObject(_in_charge)}


def _in_charge():
    rows = Dienststelle.objects.filter(bezirk_id=settings.BEZIRK, valid_from__lte=clock.today())
    return rows.order_by("-valid_from").first()
