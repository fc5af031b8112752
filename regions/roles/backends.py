"""Django's permission questions, answered by assignments and their dates."""

from django.contrib.auth.backends import ModelBackend

from portal.access import ENTER_ARBEIT, OPERATE
from regions.models import Bezirk, Bezirksregion
from regions.roles import queries
from regions.roles.models import Assignment
from regions.roles.permissions import Role

ROLE_OF_PERMISSION = {f"regions.{role.codename}": role for role in Role}


class RoleBackend(ModelBackend):
    """Passwords as usual, and `has_perm` for ENTER_ARBEIT, OPERATE and `regions.act_as_…`.

    It stands in the place of guardian's own backend, which knows no dates and would go on
    saying yes when an assignment has run out. There are no permissions but these.
    """

    def has_perm(self, user_obj, perm, obj=None):
        if perm == ENTER_ARBEIT:
            return queries.holds_role(user_obj)
        if perm == OPERATE:
            return queries.holds_role(user_obj, Role.TECHNIK)
        role = ROLE_OF_PERMISSION.get(perm)
        if role is None:
            return False
        if isinstance(obj, Bezirksregion):
            return queries.acts_as(user_obj, role, obj)
        if isinstance(obj, Bezirk):
            return Assignment.objects.current().of(user_obj, role).filter(bezirk=obj).exists()
        return False
