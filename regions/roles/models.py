"""Who acts as what, where, from when until when."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from guardian.models import UserObjectPermissionBase

from portal import clock
from portal.rows import PublicRow, VersionedRow
from regions.roles.permissions import Role


def _not_over(today):
    until_now = Q(ended_on=None) | Q(ended_on__gt=today)
    return until_now & (Q(valid_until=None) | Q(valid_until__gte=today))


class AssignmentQuerySet(models.QuerySet):
    def current(self):
        """Those that hold today. Read at every check, so that nothing has to run for one to end."""
        today = clock.today()
        return self.filter(_not_over(today), valid_from__lte=today)

    def not_over(self):
        """Those that hold today or will from their first day on."""
        return self.filter(_not_over(clock.today()))

    def of(self, user, *roles):
        """Those of one person, in any of the roles (none named: in any at all)."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(user=user, role__in=roles) if roles else self.filter(user=user)

    def covering(self, region):
        """Those on the Bezirksregion or on its Bezirk."""
        return self.filter(Q(region=region.pk) | Q(bezirk=region.bezirk_id))

    def with_people(self):
        return self.select_related("user", "bezirk", "region", "given_by", "ended_by")

    def visible_to(self, user):
        """Those in the Bezirke that the person leads or runs the machines of."""
        bezirke = Assignment.objects.current().of(user, Role.LEITUNG, Role.TECHNIK).values("bezirk")
        return self.filter(Q(bezirk__in=bezirke) | Q(region__bezirk__in=bezirke))


class Assignment(PublicRow, VersionedRow):
    """A role that one person holds in one area, from one day to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="assignments",
        verbose_name="Person",
    )
    role = models.CharField("Rolle", max_length=24, choices=Role.choices)
    bezirk = models.ForeignKey(
        "regions.Bezirk", models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    region = models.ForeignKey(
        "regions.Bezirksregion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="Bezirksregion",
    )
    valid_from = models.DateField("gilt ab")
    valid_until = models.DateField("gilt bis", null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vergeben von",
    )
    given_at = models.DateTimeField("vergeben am", default=clock.now, editable=False)
    # From this day on the role no longer holds, whatever valid_until says.
    ended_on = models.DateField("beendet am", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beendet von",
    )
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="offene Arbeit geht an",
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Rollenzuweisung"
        verbose_name_plural = "Rollenzuweisungen"
        indexes = [
            models.Index(fields=["user", "role"], name="assignment_user_role"),
            models.Index(fields=["role", "region"], name="assignment_role_region"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(bezirk=None, region__isnull=False)
                | Q(bezirk__isnull=False, region=None),
                name="assignment_has_one_area",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="assignment_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(given_by=None) | ~Q(given_by=F("user")),
                name="assignment_not_given_to_oneself",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="assignment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.PRUEFUNG) | Q(valid_until__isnull=False),
                name="assignment_pruefung_is_time_boxed",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None)
                | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="assignment_ended_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.area}"

    @property
    def area(self):
        return self.bezirk or self.region

    @property
    def last_day(self):
        """The last day on which it holds, as far as that is known."""
        if self.ended_on is None:
            return self.valid_until
        before = self.ended_on - dt.timedelta(days=1)
        return min(before, self.valid_until) if self.valid_until else before

    @property
    def is_ended(self):
        return self.ended_on is not None and self.ended_on <= clock.today()

    @property
    def is_future(self):
        return self.valid_from > clock.today()

    @property
    def is_over(self):
        run_out = self.valid_until is not None and self.valid_until < clock.today()
        return run_out or self.is_ended


class BezirkUserObjectPermission(UserObjectPermissionBase):
    """guardian's rows for Bezirke. Written by an assignment, and gone when it is ended."""

    content_object = models.ForeignKey("regions.Bezirk", models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = "Recht an einem Bezirk"
        verbose_name_plural = "Rechte an Bezirken"


class BezirksregionUserObjectPermission(UserObjectPermissionBase):
    """guardian's rows for Bezirksregionen. Written by an assignment, and gone when it is ended."""

    content_object = models.ForeignKey("regions.Bezirksregion", models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = "Recht an einer Bezirksregion"
        verbose_name_plural = "Rechte an Bezirksregionen"
