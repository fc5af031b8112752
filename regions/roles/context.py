"""The menu of the staff's pages; empty for all others."""

from django.utils.functional import SimpleLazyObject

from portal import navigation
from regions.roles.models import Assignment


def staff_menu(request):
    def lines():
        held = set(Assignment.objects.current().of(request.user).values_list("role", flat=True))
        return navigation.staff_menu(request.path, held) if held else []

    return {"staff_menu": SimpleLazyObject(lines)}
