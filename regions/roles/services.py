"""Give roles, end them, and name the first Leitung of a Bezirk."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from portal import audit, clock
from portal.accounts import mfa
from portal.accounts import services as accounts
from portal.errors import Refused
from portal.rows import bump, lock
from regions.models import Bezirk
from regions.roles import queries
from regions.roles.models import (
    Assignment,
    BezirksregionUserObjectPermission,
    BezirkUserObjectPermission,
)
from regions.roles.permissions import Role

User = get_user_model()


@transaction.atomic
def give_role(user, *, role, area, actor, valid_from, valid_until=None):
    """Let a person act in a role on a Bezirk or a Bezirksregion, from one day to another.

    Both days are included; without the second the role holds until it is ended. Returns the
    `Assignment`. Raises `Refused` when the actor does not lead the Bezirk today, is the person
    themselves, when the days do not fit, or when the role is held there already in that time.
    """
    role = Role(role)
    user = lock(User.objects, user.pk)
    _refuse_to_oneself(user, actor)
    _refuse_without_leitung(actor, area)
    _refuse_wrong_days(role, valid_from, valid_until)
    _refuse_overlap(user, role, area, valid_from, valid_until)
    return _assign(user, role, area, actor, valid_from, valid_until)


@transaction.atomic
def give_role_by_email(*, email, name, actor, **terms):
    """`give_role` to whoever has the address; who has no account gets one, and an invitation."""
    user = accounts.find_or_create(email, name=name, actor=actor)
    if not user.has_usable_password():
        accounts.invite(user)
    return give_role(user, actor=actor, **terms)


@transaction.atomic
def end_role(assignment, *, actor, ended_on=None, handed_to=None, expected_version=None):
    """End a role: from `ended_on` (today, if not given) on it no longer holds.

    `handed_to` takes over the open work and must hold the same role for the same area. Returns
    the `Assignment`. Raises `Refused`, and `Stale` when the row has changed meanwhile.
    """
    assignment = lock(Assignment.objects, assignment.pk, expected_version)
    ended_on = ended_on or clock.today()
    _refuse_without_leitung(actor, assignment.area)
    _refuse_wrong_end(assignment, ended_on)
    _refuse_last_leitung(assignment)
    if handed_to and handed_to not in takers(assignment):
        raise Refused(f"{handed_to} hat diese Rolle hier nicht und kann die Arbeit nicht annehmen.")

    assignment.ended_on = ended_on
    assignment.ended_by = actor
    assignment.handed_to = handed_to
    bump(assignment, "ended_on", "ended_by", "handed_to")
    _permission_rows(assignment).delete()
    audit.record(_entry("role.ended", assignment, actor, ["ended_on", "handed_to"]))
    return assignment


def takers(assignment):
    """The people who could take over the open work: same role, same area, today."""
    held = Assignment.objects.current().filter(role=assignment.role)
    if assignment.region_id:
        held = held.covering(assignment.region)
    else:
        held = held.filter(bezirk=assignment.bezirk_id)
    return User.objects.filter(assignments__in=held, is_active=True).exclude(pk=assignment.user_id)


@transaction.atomic
def invite_again(user, *, actor):
    """Mail a person once more the way to their password."""
    _refuse_without_charge(actor, user)
    accounts.invite(user)
    audit.record(audit.Entry(step="account.invited", actor=actor, subject=user.public_id))


@transaction.atomic
def reset_second_factor(user, *, actor):
    """Take away a second factor that got lost. Raises `Refused` for one's own."""
    if user == actor:
        raise Refused("Bitten Sie eine andere Person aus Technik oder Leitung darum.")
    _refuse_without_charge(actor, user)
    mfa.reset(user, actor=actor)


@transaction.atomic
def name_first_leitung(user, bezirk):
    """Name the first Leitung of a Bezirk, once. Raises `Refused` when there ever was one."""
    bezirk = Bezirk.objects.select_for_update().get(pk=bezirk.pk)
    if Assignment.objects.filter(bezirk=bezirk, role=Role.LEITUNG).exists():
        raise Refused(
            f"{bezirk} hat schon eine Leitung gehabt. Weitere Rollen gibt die Leitung "
            "selbst unter /arbeit/rollen/."
        )
    return _assign(user, Role.LEITUNG, bezirk, None, clock.today(), None)


@transaction.atomic
def name_first_leitung_by_email(email, *, name, bezirk):
    """`name_first_leitung` for whoever has the address; who has no account gets one."""
    user = accounts.find_or_create(email, name=name, actor=None)
    accounts.invite(user)
    return name_first_leitung(user, bezirk)


def _assign(user, role, area, actor, valid_from, valid_until):
    assignment = Assignment.objects.create(
        user=user,
        role=role,
        **_area_field(area),
        valid_from=valid_from,
        valid_until=valid_until,
        given_by=actor,
    )
    _permission_rows(assignment).model.objects.assign_perm(role.codename, user, area)
    audit.record(_entry("role.given", assignment, actor, ["role", "valid_from", "valid_until"]))
    return assignment


def _area_field(area):
    return {"bezirk": area} if isinstance(area, Bezirk) else {"region": area}


def _permission_rows(assignment):
    model = (
        BezirkUserObjectPermission if assignment.bezirk_id else BezirksregionUserObjectPermission
    )
    return model.objects.filter(
        user=assignment.user_id,
        permission__codename=Role(assignment.role).codename,
        content_object=assignment.area,
    )


def _entry(step, assignment, actor, fields):
    return audit.Entry(
        step=step,
        actor=actor,
        subject=assignment.public_id,
        region_id=assignment.region_id,
        fields=fields,
    )


def _refuse_to_oneself(user, actor):
    if user == actor:
        raise Refused(
            "Sie können sich selbst keine Rolle geben. Bitten Sie eine andere Leitung darum."
        )


def _refuse_without_leitung(actor, area):
    bezirk_id = area.pk if isinstance(area, Bezirk) else area.bezirk_id
    if not queries.bezirke_of(actor, Role.LEITUNG).filter(pk=bezirk_id).exists():
        raise Refused("Rollen gibt und beendet nur die Leitung des Bezirks.")


def _refuse_without_charge(actor, user):
    if not queries.staff_visible_to(actor).filter(pk=user.pk).exists():
        raise Refused("Das dürfen nur Technik und Leitung des Bezirks, in dem die Person arbeitet.")


def _refuse_wrong_days(role, valid_from, valid_until):
    if role is Role.PRUEFUNG and valid_until is None:
        raise Refused("Die Prüfung braucht einen letzten Tag. Bitte geben Sie ihn an.")
    if valid_until is None:
        return
    if valid_until < valid_from:
        raise Refused("Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie beide Tage.")
    if valid_until < clock.today():
        raise Refused("Der letzte Tag ist schon vorbei. Bitte wählen Sie einen späteren Tag.")


def _refuse_overlap(user, role, area, valid_from, valid_until):
    held = Assignment.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=valid_from),
        Q(ended_on=None) | Q(ended_on__gt=valid_from),
        user=user,
        role=role,
        **_area_field(area),
    )
    if valid_until is not None:
        held = held.filter(valid_from__lte=valid_until)
    if held.exists():
        raise Refused(
            f"{user} hat die Rolle {role.label} für {area} in dieser Zeit schon. "
            "Beenden Sie zuerst die bestehende Rolle."
        )


def _refuse_wrong_end(assignment, ended_on):
    if assignment.ended_on is not None:
        raise Refused("Diese Rolle ist schon beendet.")
    if ended_on < clock.today():
        raise Refused(
            "Eine Rolle kann nicht rückwirkend enden. Bitte wählen Sie heute oder später."
        )


def _refuse_last_leitung(assignment):
    if assignment.role != Role.LEITUNG or not assignment.bezirk_id:
        return
    if not takers(assignment).exists():
        raise Refused(
            f"{assignment.user} ist die einzige Leitung. Geben Sie die Rolle zuerst einer "
            "anderen Person."
        )
