from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal import clock
from portal.rows import PublicRow, VersionedRow
from regions.models import Bezirksregion
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.haushalt.models import AmountField
from stadtteilkasse.jury.domain import ItemState, SitzungForm, VoteResult
from stadtteilkasse.jury.querysets import SitzungQuerySet, TagesordnungspunktQuerySet

__all__ = ["Sitzung", "Tagesordnungspunkt", "Votum"]


class Sitzung(PublicRow, VersionedRow):
    region = models.ForeignKey(Bezirksregion, models.PROTECT, related_name="sitzungen")
    day = models.DateField("Tag")
    starts_at = models.TimeField("Beginn")
    place = models.CharField("Ort", max_length=200, blank=True)
    form = models.CharField(
        "Form", max_length=12, choices=SitzungForm.choices, default=SitzungForm.PRESENT
    )
    application_deadline = models.DateField("Anträge bis")
    invited = models.PositiveSmallIntegerField("eingeladen", null=True, blank=True)
    present = models.PositiveSmallIntegerField("anwesend", null=True, blank=True)
    cancelled_at = models.DateTimeField("abgesagt am", null=True, editable=False)
    closed_at = models.DateTimeField("abgeschlossen am", null=True, editable=False)

    objects = SitzungQuerySet.as_manager()

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ["day", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(application_deadline__lte=F("day")), name="sitzung_deadline_before"
            ),
            models.CheckConstraint(
                condition=Q(present=None) | Q(invited=None) | Q(present__lte=F("invited")),
                name="sitzung_present_of_invited",
            ),
        ]

    def __str__(self):
        return f"{self.region}, {self.day:%d.%m.%Y}"

    @property
    def is_open(self) -> bool:
        """Whether agenda, attendance and votes can still change."""
        return self.cancelled_at is None and self.closed_at is None


class Tagesordnungspunkt(PublicRow):
    sitzung = models.ForeignKey(Sitzung, models.PROTECT, related_name="items")
    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField("Nummer")
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.OPEN)
    added_at = models.DateTimeField(default=clock.now)

    objects = TagesordnungspunktQuerySet.as_manager()

    class Meta:
        verbose_name = "Tagesordnungspunkt"
        verbose_name_plural = "Tagesordnungspunkte"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("sitzung", "antrag", name="top_case_once_per_sitzung"),
            models.UniqueConstraint(
                "antrag", condition=Q(state="open"), name="top_one_open_per_case"
            ),
        ]

    def __str__(self):
        return f"TOP {self.position}"


class Votum(PublicRow):
    """The recorded vote on an item: a recommendation, never the decision itself."""

    item = models.OneToOneField(Tagesordnungspunkt, models.PROTECT, related_name="votum")
    result = models.CharField("Ergebnis", max_length=10, choices=VoteResult.choices)
    yes = models.PositiveSmallIntegerField("Ja")
    no = models.PositiveSmallIntegerField("Nein")
    abstain = models.PositiveSmallIntegerField("Enthaltungen")
    amount = AmountField("Betrag", default=0)
    reason = models.TextField("Begründung", blank=True)
    # § 91 S. 2 VwVfG
    chair_decided = models.BooleanField("Stimme des Vorsitzes hat entschieden", default=False)
    # Positive, but there was no money: nothing is reserved.
    waiting = models.BooleanField("auf der Warteliste", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "Votum"
        verbose_name_plural = "Voten"
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=["full", "reduced"], amount__gt=0)
                | Q(result__in=["no", "adjourned"], amount=0),
                name="votum_amount_fits_result",
            ),
            models.CheckConstraint(
                condition=Q(result__in=["full", "adjourned"]) | ~Q(reason=""),
                name="votum_reason_for_cut_or_no",
            ),
        ]

    def __str__(self):
        return f"{self.get_result_display()} {self.amount}"
