from django.db import models
from django.db.models import OuterRef, Q, Subquery

from portal.jobs.leases import LeaseState
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.bescheid.domain import BescheidState


class KlauselQuerySet(models.QuerySet):
    def current(self, legal_form, day):
        """The newest version of each text of a legal form that holds on a day."""
        newest = self.model.objects.filter(
            code=OuterRef("code"), legal_form=legal_form, valid_from__lte=day
        ).order_by("-version")
        return self.filter(legal_form=legal_form, pk=Subquery(newest.values("pk")[:1]))


class BescheidQuerySet(models.QuerySet):
    def visible_to(self, user):
        """By office the letters of the cases one works on; of one's own cases what is out."""
        if not user.is_authenticated:
            return self.none()
        by_office = Q(antrag__in=Antrag.objects.in_office(user))
        return self.filter(by_office | self._out_to(user))

    def of_applicant(self, user):
        """The letters on a person's own cases that are out."""
        return self.filter(self._out_to(user)) if user.is_authenticated else self.none()

    def waiting_for_release(self):
        return self._drafts().filter(sent_back_by=None)

    def sent_back(self):
        return self._drafts().filter(sent_back_by__isnull=False)

    def not_made(self):
        """Released, but the worker has given up making the PDF."""
        return self.filter(state=BescheidState.RELEASED, ausfertigung__state=LeaseState.FAILED)

    def to_be_posted(self):
        """Printed and not yet given to the post: chosen by the resident, or not retrieved."""
        return self.filter(state=BescheidState.RELEASED, ausfertigung__file__isnull=False)

    def _drafts(self):
        # Whoever withdraws leaves a draft behind that nobody needs to release.
        return self.filter(state=BescheidState.DRAFT, antrag__stage=Stage.DRAFTED)

    def _out_to(self, user):
        return Q(antrag__in=Antrag.objects.mine(user)) & Q(
            state__in=[BescheidState.SENT, BescheidState.ANNOUNCED, BescheidState.FINAL]
        )
