"""The case, its number, and what happened to it."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from portal import clock
from portal.rows import PublicRow, VersionedRow
from regions.models import Bezirksregion, Planungsraum
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models.choices import (
    ApplicantKind,
    AreaAnswer,
    Channel,
    Delivery,
    OwnerConsent,
    Topic,
)
from stadtteilkasse.antrag.querysets import AntragQuerySet
from stadtteilkasse.antrag.search import NAMES, WORDS
from stadtteilkasse.haushalt.models import AmountField, Haushaltsjahr, Richtlinie


class Antrag(PublicRow, VersionedRow):
    """The case. Its stage has one writer: `antrag.services.advance`."""

    # null, not empty, until it is sent: many drafts have none
    number = models.CharField(  # noqa: DJ001
        "Nummer", max_length=30, null=True, unique=True, editable=False
    )
    stage = models.CharField(
        "Stand", max_length=12, choices=Stage.choices, default=Stage.DRAFT, editable=False
    )
    stage_since = models.DateTimeField("seit", default=clock.now, editable=False)
    due_on = models.DateField("zu erledigen bis", null=True, editable=False)
    created_at = models.DateTimeField("angelegt am", default=clock.now, editable=False)
    edited_at = models.DateTimeField("zuletzt bearbeitet", default=clock.now, editable=False)
    submitted_at = models.DateTimeField("gesendet am", null=True, editable=False)
    # § 22 VwVfG: the day of receipt starts the procedure
    received_on = models.DateField("eingegangen am", null=True, editable=False)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.ONLINE)
    # Who typed for the person who called, came or wrote.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    region = models.ForeignKey(
        Bezirksregion, models.PROTECT, null=True, blank=True, related_name="antraege"
    )
    planungsraum = models.ForeignKey(
        Planungsraum, models.PROTECT, null=True, blank=True, related_name="+"
    )
    haushaltsjahr = models.ForeignKey(
        Haushaltsjahr, models.PROTECT, null=True, blank=True, related_name="antraege"
    )
    richtlinie = models.ForeignKey(
        Richtlinie, models.PROTECT, null=True, blank=True, related_name="antraege"
    )

    # Where the action takes place
    place_street = models.CharField("Straße", max_length=120, blank=True)
    place_house_number = models.CharField("Hausnummer", max_length=10, blank=True)
    place_postal_code = models.CharField("Postleitzahl", max_length=5, blank=True)
    place_text = models.CharField("Ort genauer", max_length=200, blank=True)
    area_answer = models.CharField(
        "anderes Programm am Ort", max_length=10, choices=AreaAnswer.choices, blank=True
    )
    starts_on = models.DateField("Beginn", null=True, blank=True)
    ends_on = models.DateField("Ende", null=True, blank=True)
    begun = models.BooleanField("schon angefangen oder etwas gekauft", null=True, blank=True)

    # Who applies
    applicant_kind = models.CharField(max_length=12, choices=ApplicantKind.choices, blank=True)
    organisation = models.CharField("Name der Gruppe oder Einrichtung", max_length=120, blank=True)
    first_name = models.CharField("Vorname", max_length=60, blank=True)
    last_name = models.CharField("Nachname", max_length=60, blank=True)
    street = models.CharField("Straße", max_length=120, blank=True)
    house_number = models.CharField("Hausnummer", max_length=10, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=60, blank=True, default="Berlin")
    phone = models.CharField("Telefon", max_length=30, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    transparency_number = models.CharField("Nummer Transparenzdatenbank", max_length=30, blank=True)
    nonprofit = models.BooleanField("gemeinnützig", null=True, blank=True)
    input_tax = models.BooleanField("zum Vorsteuerabzug berechtigt", null=True, blank=True)

    # The action
    title = models.CharField("Titel", max_length=120, blank=True)
    description = models.TextField("Was haben Sie vor?", blank=True)
    aim = models.TextField("Was soll dadurch besser werden?", blank=True)
    target_groups = models.JSONField("Für wen?", default=list, blank=True)
    topic = models.CharField("Thema", max_length=14, choices=Topic.choices, blank=True)
    publicity = models.TextField("Wie erfahren die Leute davon?", blank=True)
    open_to_all = models.BooleanField("offen für alle", null=True, blank=True)
    minors = models.BooleanField("Kinder oder Jugendliche machen mit", null=True, blank=True)
    owner_consent = models.CharField(
        "Erlaubnis für den Ort", max_length=10, choices=OwnerConsent.choices, blank=True
    )
    criteria = models.JSONField("erfüllte Kriterien (Nummern)", default=list, blank=True)
    volunteers = models.PositiveSmallIntegerField("Freiwillige", null=True, blank=True)
    volunteer_hours = models.PositiveSmallIntegerField("Stunden", null=True, blank=True)
    volunteer_work = models.TextField("Was die Freiwilligen tun", blank=True)

    # Money; costs are lines (Kostenposition)
    own_money = AmountField("eigenes Geld", default=0)
    other_money = AmountField("anderes Geld", default=0)
    other_money_from = models.CharField("Von wem?", max_length=120, blank=True)
    income = AmountField("Einnahmen", default=0)
    requested_amount = AmountField("beantragt", default=0, editable=False)

    delivery = models.CharField(max_length=6, choices=Delivery.choices, blank=True)

    objects = AntragQuerySet.as_manager()

    class Meta:
        verbose_name = "Antrag"
        verbose_name_plural = "Anträge"
        ordering = ["-submitted_at", "-pk"]
        indexes = [
            models.Index(fields=["region", "stage"]),
            models.Index(fields=["stage", "due_on"]),
            models.Index(fields=["-submitted_at", "-id"]),
            GinIndex(WORDS, name="antrag_words"),
            GinIndex(NAMES, name="antrag_names"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="draft", number=None, submitted_at=None)
                | Q(
                    ~Q(stage="draft"),
                    number__isnull=False,
                    submitted_at__isnull=False,
                    received_on__isnull=False,
                    region__isnull=False,
                    haushaltsjahr__isnull=False,
                    richtlinie__isnull=False,
                ),
                name="antrag_number_from_sending_on",
            ),
            models.CheckConstraint(
                condition=Q(stage="draft") | Q(requested_amount__gt=0),
                name="antrag_asks_for_money",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="antrag_ends_after_start",
            ),
        ]

    def __str__(self):
        return self.number or "Entwurf"

    @property
    def applicant_name(self) -> str:
        """Who applies, as it stands on letters and lists."""
        return self.organisation or f"{self.first_name} {self.last_name}".strip()


class Ereignis(models.Model):
    """What both timelines read. Sentences are made on display, never stored."""

    antrag = models.ForeignKey(Antrag, models.CASCADE, related_name="events")
    step = models.SlugField(max_length=40)
    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    parameters = models.JSONField(default=dict)
    visible = models.BooleanField("für die antragstellende Person sichtbar", default=True)

    class Meta:
        verbose_name = "Ereignis"
        verbose_name_plural = "Ereignisse"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["antrag", "-at"])]

    def __str__(self):
        return self.step


class NumberCounter(models.Model):
    """The last case number of a region and year; locked while one is taken, so without gaps."""

    region = models.ForeignKey(Bezirksregion, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "Nummernzähler"
        verbose_name_plural = "Nummernzähler"
        constraints = [models.UniqueConstraint("region", "year", name="counter_unique")]

    def __str__(self):
        return f"{self.region_id}/{self.year}: {self.last}"
