from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal import clock
from portal.rows import PublicRow, VersionedRow
from regions.models import Bezirk, Bezirksregion

__all__ = [
    "Ausschluss",
    "AwardBody",
    "Booking",
    "BookingKind",
    "Budget",
    "CostRule",
    "Drafters",
    "Haushaltsjahr",
    "Kostenart",
    "Kriterium",
    "LegalForm",
    "Richtlinie",
    "RichtlinieState",
]

ZERO = Decimal("0.00")


class AmountField(models.DecimalField):
    """An amount in EUR with two places."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"max_digits": 10, "decimal_places": 2} | options)


class LegalForm(models.TextChoices):
    BESCHEID = "a", "Bescheid des Bezirksamts"
    CONTRACT = "b", "Vertrag des Trägers"
    ENTRUSTED = "c", "Bescheid eines beliehenen Trägers"


class RichtlinieState(models.TextChoices):
    DRAFT = "draft", "Entwurf"
    APPROVED = "approved", "in Kraft gesetzt"


class AwardBody(models.TextChoices):
    JURY = "jury", "Jury"
    TWO_PERSONS = "two_persons", "zwei benannte Personen"


class Drafters(models.TextChoices):
    DISTRICT = "district", "Sachbearbeitung"
    OFFICE = "office", "Stadtteilkoordination"
    BOTH = "both", "Sachbearbeitung und Stadtteilkoordination"


class Richtlinie(PublicRow, VersionedRow):
    """The rules of a fund as data: one person writes a version, another approves it.

    An approved version never changes (trigger); a case keeps the version under which it was sent.
    """

    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="richtlinien")
    region = models.ForeignKey(
        Bezirksregion, models.PROTECT, null=True, blank=True, related_name="richtlinien"
    )
    number = models.PositiveIntegerField("Fassung")
    title = models.CharField("Titel", max_length=120)
    valid_from = models.DateField("gültig ab")
    state = models.CharField(
        max_length=10, choices=RichtlinieState.choices, default=RichtlinieState.DRAFT
    )
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    max_amount = AmountField("Höchstbetrag je Aktion", default=Decimal("500.00"))
    # No default on purpose: until the form is named and its texts are approved, no letter is valid.
    legal_form = models.CharField(
        "Rechtsform der Entscheidung", max_length=1, choices=LegalForm.choices, blank=True
    )
    texts_approved = models.BooleanField("Texte der Briefe rechtlich freigegeben", default=False)
    award_body = models.CharField(
        "Wer vergibt", max_length=12, choices=AwardBody.choices, default=AwardBody.JURY
    )
    drafters = models.CharField(
        "Wer entwirft", max_length=10, choices=Drafters.choices, default=Drafters.DISTRICT
    )
    all_criteria_required = models.BooleanField("alle Kriterien müssen erfüllt sein", default=False)
    jury_anonymous = models.BooleanField("Jury sieht keine Namen", default=False)
    # § 90 VwVfG: all invited, more than half and at least three present
    quorum_minimum = models.PositiveSmallIntegerField("Mindestzahl Anwesende", default=3)
    check_workdays = models.PositiveSmallIntegerField("Arbeitstage für die Prüfung", default=5)
    correction_days = models.PositiveSmallIntegerField("Tage für eine Rückfrage", default=10)
    letter_workdays = models.PositiveSmallIntegerField("Arbeitstage bis zum Brief", default=5)
    proof_weeks = models.PositiveSmallIntegerField("Wochen bis zur Abrechnung", default=4)
    last_application = models.CharField("letzter Antrag (TT.MM.)", max_length=6, default="10.11.")
    last_letter = models.CharField("letzter Brief (TT.MM.)", max_length=6, default="30.11.")
    last_proof = models.CharField("letzte Abrechnung (TT.MM.)", max_length=6, default="10.12.")
    item_tolerance_percent = models.PositiveSmallIntegerField(
        "Spielraum zwischen Kostenzeilen in Prozent", default=20
    )

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
            models.CheckConstraint(condition=Q(max_amount__gt=0), name="richtlinie_max_positive"),
        ]

    def __str__(self):
        return f"{self.title}, Fassung {self.number}"

    @property
    def letters_valid(self) -> bool:
        """Whether letters under this version may go out without „Entwurf – nicht gültig“."""
        return bool(self.legal_form) and self.texts_approved


class CostRule(models.TextChoices):
    ALLOWED = "allowed", "wird gefördert"
    LIMITED = "limited", "nur unter Bedingungen"
    EXCLUDED = "excluded", "wird nicht gefördert"


class Kostenart(models.Model):
    richtlinie = models.ForeignKey(Richtlinie, models.CASCADE, related_name="kostenarten")
    code = models.SlugField("Kürzel", max_length=20)
    label = models.CharField("Bezeichnung", max_length=80)
    examples = models.CharField("Beispiele", max_length=200, blank=True)
    rule = models.CharField("Regel", max_length=10, choices=CostRule.choices)
    hint = models.CharField("Satz für Antragstellende", max_length=300, blank=True)
    source = models.CharField("Regel im Katalog (NF-xx)", max_length=10, blank=True)
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

    class Meta:
        verbose_name = "Ausschluss"
        verbose_name_plural = "Ausschlüsse"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint("richtlinie", "code", name="ausschluss_code_unique"),
        ]

    def __str__(self):
        return f"{self.code} {self.text}"


class Haushaltsjahr(PublicRow, VersionedRow):
    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="haushaltsjahre")
    year = models.PositiveSmallIntegerField("Jahr")
    kapitel = models.CharField("Kapitel", max_length=10)
    titel = models.CharField("Titel", max_length=10)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = "Haushaltsjahr"
        verbose_name_plural = "Haushaltsjahre"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint("bezirk", "year", name="haushaltsjahr_unique"),
        ]

    def __str__(self):
        return str(self.year)


class Budget(models.Model):
    """The totals of one region and year, written with each booking under this row's lock.

    `blocked` is what a Sperre has really taken; `uncovered` („nicht gedeckt“) is what a Sperre or
    a lower Ansatz could not take yet. It is caught as money comes free, and while it stands no
    new money can be reserved or granted.
    """

    haushaltsjahr = models.ForeignKey(Haushaltsjahr, models.PROTECT, related_name="budgets")
    region = models.ForeignKey(Bezirksregion, models.PROTECT, related_name="budgets")
    allotted = AmountField("Ansatz", default=ZERO)
    blocked = AmountField("gesperrt", default=ZERO)
    uncovered = AmountField("nicht gedeckt", default=ZERO)
    reserved = AmountField("reserviert", default=ZERO)
    committed = AmountField("bewilligt, noch nicht ausgezahlt", default=ZERO)
    paid = AmountField("ausgezahlt", default=ZERO)
    returned = AmountField("zurückgeflossen", default=ZERO)

    class Meta:
        verbose_name = "Budget"
        verbose_name_plural = "Budgets"
        ordering = ["region_id"]
        constraints = [
            models.UniqueConstraint("haushaltsjahr", "region", name="budget_unique"),
            models.CheckConstraint(
                condition=Q(
                    reserved__lte=F("allotted")
                    - F("blocked")
                    + F("returned")
                    - F("committed")
                    - F("paid")
                ),
                name="budget_never_overdrawn",
            ),
            models.CheckConstraint(
                condition=Q(allotted__gte=0)
                & Q(blocked__gte=0)
                & Q(uncovered__gte=0)
                & Q(reserved__gte=0)
                & Q(committed__gte=0)
                & Q(paid__gte=0)
                & Q(returned__gte=0),
                name="budget_nothing_negative",
            ),
        ]

    def __str__(self):
        return f"{self.region} {self.haushaltsjahr}"

    @property
    def free(self) -> Decimal:
        """What can still be reserved or granted, EUR."""
        return (
            self.allotted
            - self.blocked
            + self.returned
            - self.reserved
            - self.committed
            - self.paid
        )


class BookingKind(models.TextChoices):
    ANSATZ = "ansatz", "Ansatz"
    SPERRE = "sperre", "Sperre"
    UMSCHICHTUNG = "umschichtung", "Umschichtung"
    RESERVIERUNG = "reservierung", "Reservierung"
    BEWILLIGUNG = "bewilligung", "Bewilligung"
    AUSZAHLUNG = "auszahlung", "Auszahlung"
    RUECKFLUSS = "rueckfluss", "Rückfluss"


class Booking(PublicRow):
    """One line of the ledger. Append-only (trigger); a release is a negative line of its kind.

    `amount` is what was ordered, signed. `taken` is what took effect at once: less than `amount`
    only for a Sperre or a lower Ansatz that met too little free money; the rest is caught by later
    lines of the same kind with amount 0.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="bookings")
    kind = models.CharField("Art", max_length=12, choices=BookingKind.choices)
    amount = AmountField("Betrag")
    taken = AmountField("davon wirksam")
    # The one allowed relation upwards: a booking names its case.
    antrag = models.ForeignKey(
        "stadtteilkasse.Antrag", models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    reason = models.CharField("Grund", max_length=200, blank=True)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    booked_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = "Buchung"
        verbose_name_plural = "Buchungen"
        ordering = ["pk"]
        indexes = [models.Index(fields=["budget", "kind"]), models.Index(fields=["antrag"])]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"
