"""The menu of the staff's pages."""

from django.utils.functional import SimpleLazyObject

from portal import navigation
from regions.roles.models import Assignment


def staff_menu(request):
    def lines():
        held = Assignment.objects.current().of(request.user).values_list("role", flat=True)
        return navigation.staff_menu(request.path, set(held))

    return {"staff_menu": SimpleLazyObject(lines)}
