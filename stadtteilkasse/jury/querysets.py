from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from regions.roles.queries import Role, regions_of
from stadtteilkasse.antrag.models import Befangenheit, Beteiligter
from stadtteilkasse.jury.domain import ItemState

RUNS_SITZUNGEN = frozenset({Role.STADTTEILKOORDINATION, Role.SACHBEARBEITUNG})
SEES_SITZUNGEN = (
    Role.STADTTEILKOORDINATION,
    Role.SACHBEARBEITUNG,
    Role.LEITUNG,
    Role.PRUEFUNG,
)


class SitzungQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The Sitzungen of the regions in which the person holds an office."""
        return self.filter(region__in=regions_of(user, *SEES_SITZUNGEN))

    def planned(self):
        """Neither cancelled nor closed."""
        return self.filter(cancelled_at=None, closed_at=None)

    def with_counts(self):
        """Adds `items_all` and `items_open`."""
        on_agenda = ~Q(items__state=ItemState.REMOVED)
        return self.annotate(
            items_all=Count("items", filter=on_agenda),
            items_open=Count("items", filter=Q(items__state=ItemState.OPEN)),
        )


class TagesordnungspunktQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The items of visible Sitzungen, less the cases in which the person takes part or from
        which she is excluded (§§ 20, 21 VwVfG).
        """
        own = Beteiligter.objects.filter(antrag=OuterRef("antrag"), user=user)
        excluded = Befangenheit.objects.filter(antrag=OuterRef("antrag"), user=user)
        return self.filter(
            ~Exists(own), ~Exists(excluded), sitzung__region__in=regions_of(user, *SEES_SITZUNGEN)
        )

    def on_agenda(self):
        """Without those that were taken off."""
        return self.exclude(state=ItemState.REMOVED)
