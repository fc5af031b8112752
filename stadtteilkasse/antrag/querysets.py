from django.db import models
from django.db.models import Exists, OuterRef, Q

from regions.roles.queries import Role, regions_of
from stadtteilkasse.antrag.domain import Stage

# Who sees cases by office. Technik and Datenschutz see none.
SEES_CASES = (
    Role.STADTTEILKOORDINATION,
    Role.SACHBEARBEITUNG,
    Role.LEITUNG,
    Role.ZAHLUNG,
    Role.PRUEFUNG,
)
# Who types for somebody who called, came or wrote.
TYPES_FOR_OTHERS = (Role.STADTTEILKOORDINATION, Role.SACHBEARBEITUNG)


class AntragQuerySet(models.QuerySet):
    def mine(self, user):
        """The cases in which this person takes part on the applicant's side, drafts too."""
        return self.filter(participants__user=user)

    def at_hand(self, user, drafts, *, as_staff=False):
        """What somebody may go on writing: the cases she takes part in, what she types for somebody
        else, and drafts of nobody whose public ids her session holds. `as_staff`: the sent cases of
        her office in which nobody has an account, too.
        """
        of_nobody = Q(public_id__in=drafts, stage=Stage.DRAFT, participants=None, entered_by=None)
        if not user.is_authenticated:
            return self.filter(of_nobody)
        typed_for_somebody = Q(entered_by=user, stage=Stage.DRAFT)
        mine = self._takes_part(user) | typed_for_somebody | of_nobody
        return self.filter(mine | self._without_account(user) if as_staff else mine)

    def sent(self):
        return self.exclude(stage=Stage.DRAFT)

    def visible_to(self, user):
        """What this person may see: her own cases, and by office the sent cases of her regions,
        less those from which she is excluded (§§ 20, 21 VwVfG) or in which she takes part.
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(self._takes_part(user) | self._by_office(user))

    def in_office(self, user, regions=None):
        """The cases that a staff member works on: visible by office, never her own.

        `regions` are the person's regions where the caller has read them already (`SEES_CASES`).
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(self._by_office(user, regions), ~self._takes_part(user))

    def _by_office(self, user, regions=None):
        biases = self.model.biases.rel.related_model
        excluded = Exists(biases.objects.filter(antrag=OuterRef("pk"), user=user))
        regions = regions_of(user, *SEES_CASES) if regions is None else list(regions)
        of_my_regions = Q(region__in=regions)
        return of_my_regions & ~Q(stage=Stage.DRAFT) & ~excluded

    def _without_account(self, user):
        participants = self.model.participants.rel.related_model
        has_account = Exists(participants.objects.filter(antrag=OuterRef("pk")))
        in_my_office = Q(region__in=regions_of(user, *TYPES_FOR_OTHERS)) & self._by_office(user)
        return in_my_office & ~has_account

    def _takes_part(self, user):
        participants = self.model.participants.rel.related_model
        return Q(Exists(participants.objects.filter(antrag=OuterRef("pk"), user=user)))
