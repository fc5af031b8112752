"""The rules of a fund as data."""

from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from portal.rows import PublicRow, VersionedRow
from regions.models import Bezirk, Bezirksregion
from regions.roles.queries import regions_of
from stadtteilkasse.haushalt.domain import (
    AwardBody,
    CostRule,
    Drafters,
    LegalForm,
    RichtlinieState,
    day_in_year,
)
from stadtteilkasse.haushalt.models.fields import AmountField
from stadtteilkasse.haushalt.models.ledger import READERS

A_COMMON_YEAR = 2026

# What a version says about itself, in the order in which one reads it.
RULE_FIELDS = (
    "title",
    "valid_from",
    "max_amount",
    "legal_form",
    "texts_approved",
    "award_body",
    "drafters",
    "all_criteria_required",
    "jury_anonymous",
    "quorum_minimum",
    "check_workdays",
    "correction_days",
    "letter_workdays",
    "proof_weeks",
    "last_application",
    "last_letter",
    "last_proof",
    "item_tolerance_percent",
)


def validate_day_and_month(value):
    try:
        day_in_year(value, A_COMMON_YEAR)
    except ValueError as error:
        raise ValidationError("Bitte schreiben Sie Tag und Monat so: 10.11.") from error


class RichtlinieQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(bezirk__in=regions_of(user, *READERS).values("bezirk"))

    def with_people(self):
        return self.select_related("bezirk", "region", "edited_by", "approved_by")

    def approved(self):
        return self.filter(state=RichtlinieState.APPROVED)

    def of_area(self, bezirk, region):
        """The versions of one region, or those of the whole Bezirk when region is None."""
        return self.filter(bezirk=bezirk, region=region)


class Richtlinie(PublicRow, VersionedRow):
    """One version of the rules: one person writes it, another approves it.

    An approved version never changes (trigger); a case keeps the version under which it was sent.
    Versions of a region go before those of the whole Bezirk.
    """

    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="richtlinien")
    region = models.ForeignKey(
        Bezirksregion, models.PROTECT, null=True, blank=True, related_name="richtlinien"
    )
    number = models.PositiveIntegerField("Fassung")
    title = models.CharField("Titel", max_length=120)
    valid_from = models.DateField("gültig ab")
    state = models.CharField(max_length=10, choices=RichtlinieState, default=RichtlinieState.DRAFT)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    max_amount = AmountField("Höchstbetrag je Aktion", default=Decimal("500.00"))
    # No default on purpose: until the form is named and its texts are approved, no letter is valid.
    legal_form = models.CharField(
        "Rechtsform der Entscheidung", max_length=1, choices=LegalForm, blank=True
    )
    texts_approved = models.BooleanField("Texte der Briefe rechtlich freigegeben", default=False)
    award_body = models.CharField(
        "Wer vergibt", max_length=12, choices=AwardBody, default=AwardBody.JURY
    )
    drafters = models.CharField(
        "Wer entwirft", max_length=10, choices=Drafters, default=Drafters.DISTRICT
    )
    all_criteria_required = models.BooleanField("alle Kriterien müssen erfüllt sein", default=False)
    jury_anonymous = models.BooleanField("Jury sieht keine Namen", default=False)
    # § 90 VwVfG: all invited, more than half and at least three present
    quorum_minimum = models.PositiveSmallIntegerField("Mindestzahl Anwesende", default=3)
    check_workdays = models.PositiveSmallIntegerField("Arbeitstage für die Prüfung", default=5)
    correction_days = models.PositiveSmallIntegerField("Tage für eine Rückfrage", default=10)
    letter_workdays = models.PositiveSmallIntegerField("Arbeitstage bis zum Brief", default=5)
    proof_weeks = models.PositiveSmallIntegerField("Wochen bis zur Abrechnung", default=4)
    last_application = models.CharField(
        "letzter Antrag im Jahr",
        max_length=6,
        default="10.11.",
        validators=[validate_day_and_month],
    )
    last_letter = models.CharField(
        "letzter Brief im Jahr", max_length=6, default="30.11.", validators=[validate_day_and_month]
    )
    last_proof = models.CharField(
        "letzte Abrechnung im Jahr",
        max_length=6,
        default="10.12.",
        validators=[validate_day_and_month],
    )
    item_tolerance_percent = models.PositiveSmallIntegerField(
        "Spielraum zwischen Kostenzeilen in Prozent", default=20
    )

    objects = RichtlinieQuerySet.as_manager()

    class Meta:
        verbose_name = "Richtlinie"
        verbose_name_plural = "Richtlinien"
        ordering = ["-valid_from", "-number"]
        constraints = [
            models.UniqueConstraint(
                "bezirk", "region", "number", name="richtlinie_number_unique", nulls_distinct=False
            ),
            # four eyes: whoever edited a version does not approve it
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("edited_by")),
                name="richtlinie_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", approved_by=None, approved_at=None)
                | Q(state="approved", approved_by__isnull=False, approved_at__isnull=False),
                name="richtlinie_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(texts_approved=False) | ~Q(legal_form=""),
                name="richtlinie_texts_have_a_form",
            ),
            models.CheckConstraint(condition=Q(max_amount__gt=0), name="richtlinie_max_positive"),
        ]

    def __str__(self):
        return f"{self.title}, Fassung {self.number}"

    @property
    def area(self):
        return self.region or self.bezirk

    @property
    def is_draft(self) -> bool:
        return self.state == RichtlinieState.DRAFT

    @property
    def letters_valid(self) -> bool:
        """Whether letters under this version may go out without „Entwurf – nicht gültig“."""
        return bool(self.legal_form) and self.texts_approved


class Kostenart(models.Model):
    richtlinie = models.ForeignKey(Richtlinie, models.CASCADE, related_name="kostenarten")
    code = models.SlugField("Kürzel", max_length=20)
    label = models.CharField("Bezeichnung", max_length=80)
    examples = models.CharField("Beispiele", max_length=200, blank=True)
    rule = models.CharField("Regel", max_length=10, choices=CostRule)
    hint = models.CharField("Satz für Antragstellende", max_length=300, blank=True)
    source = models.CharField("Regel (NF-xx)", max_length=10, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "Kostenart"
        verbose_name_plural = "Kostenarten"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("richtlinie", "code", name="kostenart_code_unique"),
        ]

    def __str__(self):
        return self.label


class Kriterium(models.Model):
    richtlinie = models.ForeignKey(Richtlinie, models.CASCADE, related_name="kriterien")
    position = models.PositiveSmallIntegerField()
    text = models.CharField("Kriterium", max_length=200)
    required = models.BooleanField("muss immer erfüllt sein", default=False)

    class Meta:
        verbose_name = "Kriterium"
        verbose_name_plural = "Kriterien"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("richtlinie", "position", name="kriterium_position_unique"),
        ]

    def __str__(self):
        return self.text


class Ausschluss(models.Model):
    """What is not funded (NF-xx), why in plain words, and what would help instead."""

    richtlinie = models.ForeignKey(Richtlinie, models.CASCADE, related_name="ausschluesse")
    code = models.CharField("Regel (NF-xx)", max_length=10)
    text = models.CharField("Was nicht gefördert wird", max_length=200)
    alternative = models.CharField("Was stattdessen geht", max_length=300, blank=True)
    keywords = models.CharField(
        "Wörter in einer Kostenzeile, bei denen wir hinweisen", max_length=300, blank=True
    )

    class Meta:
        verbose_name = "Ausschluss"
        verbose_name_plural = "Ausschlüsse"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint("richtlinie", "code", name="ausschluss_code_unique"),
        ]

    def __str__(self):
        return f"{self.code} {self.text}"
