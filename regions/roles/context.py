"""What the frame of the staff's pages asks about the person: roles and menu."""

from django.utils.functional import SimpleLazyObject

from portal import navigation
from regions.roles.queries import held_today


def staff_menu(request):
    """`held_roles` of today, in any area, and the menu that follows from them."""
    held = SimpleLazyObject(lambda: _held_roles(request.user))
    lines = SimpleLazyObject(lambda: navigation.staff_menu(request.path, held) if held else [])
    return {"held_roles": held, "staff_menu": lines}


def _held_roles(user):
    return {role for role, _, _ in held_today(user)}
