from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.models import StoredFile
from portal.rows import PublicRow, VersionedRow
from regions.models import Bezirksregion, Planungsraum
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.querysets import AntragQuerySet
from stadtteilkasse.antrag.search import NAMES, WORDS
from stadtteilkasse.haushalt.models import AmountField, Haushaltsjahr, Richtlinie

__all__ = [
    "Ablehnungsvorschlag",
    "Anlage",
    "Antrag",
    "ApplicantKind",
    "AreaAnswer",
    "Befangenheit",
    "Beteiligter",
    "Channel",
    "Delivery",
    "Ereignis",
    "Erklaerung",
    "Kostenposition",
    "Nachforderung",
    "Notiz",
    "NumberCounter",
    "OwnerConsent",
    "Part",
    "Pruefpunkt",
    "TargetGroup",
    "Topic",
]


class ApplicantKind(models.TextChoices):
    PERSON = "person", _("Ich als einzelne Person")
    GROUP = "group", _("Eine Gruppe oder Initiative")
    LEGAL_PERSON = "legal_person", _("Ein Verein oder eine Gesellschaft (e. V., gGmbH …)")
    INSTITUTION = "institution", _("Eine Einrichtung (Kita, Schule, Nachbarschaftshaus …)")


class Topic(models.TextChoices):
    MEETING = "meeting", _("Fest und Begegnung")
    GREEN = "green", _("Grün und Umwelt")
    CULTURE = "culture", _("Kultur")
    EDUCATION = "education", _("Bildung")
    SPORT = "sport", _("Sport und Gesundheit")
    INTEGRATION = "integration", _("Zusammenleben und Sprachen")
    HOUSING = "housing", _("Wohnumfeld")
    YOUTH = "youth", _("Kinder und Jugend")
    SENIORS = "seniors", _("Ältere Menschen")
    PARTICIPATION = "participation", _("Mitreden und Information")
    OTHER = "other", _("Etwas anderes")


class TargetGroup(models.TextChoices):
    EVERYBODY = "everybody", _("Alle aus der Nachbarschaft")
    CHILDREN = "children", _("Kinder")
    YOUTH = "youth", _("Jugendliche")
    FAMILIES = "families", _("Familien")
    SENIORS = "seniors", _("Ältere Menschen")
    NEWCOMERS = "newcomers", _("Menschen, die neu hier sind")
    DISABILITIES = "disabilities", _("Menschen mit Behinderung")


class Delivery(models.TextChoices):
    PORTAL = "portal", _("online abholen")
    POST = "post", _("per Post")


class Channel(models.TextChoices):
    ONLINE = "online", _("online")
    CALL = "call", _("am Telefon")
    VISIT = "visit", _("im Büro")
    PAPER = "paper", _("auf Papier")


class AreaAnswer(models.TextChoices):
    """What the person says when another programme has money of its own for the place."""

    HERE = "here", _("Ich möchte das Geld bei der Stadtteilkasse beantragen.")
    REFERRED = "referred", _("Ich habe dort gefragt und soll es hier beantragen.")
    UNSURE = "unsure", _("Das weiß ich nicht. Bitte beraten Sie mich.")


class OwnerConsent(models.TextChoices):
    YES = "yes", _("Ja")
    NOT_NEEDED = "not_needed", _("Braucht es nicht")
    UNCLEAR = "unclear", _("Weiß ich noch nicht")


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


class Kostenposition(models.Model):
    antrag = models.ForeignKey(Antrag, models.CASCADE, related_name="costs")
    position = models.PositiveSmallIntegerField()
    label = models.CharField("Was?", max_length=120)
    kind = models.SlugField("Art", max_length=20)
    quantity = models.DecimalField("Anzahl", max_digits=8, decimal_places=2, default=1)
    unit_price = AmountField("Preis")
    amount = models.GeneratedField(
        expression=F("quantity") * F("unit_price"),
        output_field=AmountField(),
        db_persist=True,
        verbose_name="Summe",
    )

    class Meta:
        verbose_name = "Kostenposition"
        verbose_name_plural = "Kostenpositionen"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, unit_price__gte=0), name="kostenposition_not_negative"
            ),
        ]

    def __str__(self):
        return self.label


class Part(models.TextChoices):
    APPLICANT = "applicant", "antragstellende Person"
    GUARDIAN = "guardian", "sorgeberechtigte Person"


class Beteiligter(models.Model):
    """Who takes part in a case on the applicant's side (§ 13 VwVfG)."""

    antrag = models.ForeignKey(Antrag, models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="takes_part")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.APPLICANT)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "Beteiligte Person"
        verbose_name_plural = "Beteiligte"
        constraints = [
            models.UniqueConstraint("antrag", "user", name="beteiligter_once"),
        ]

    def __str__(self):
        return f"{self.user_id} in {self.antrag_id}"


class Befangenheit(models.Model):
    """A person who is excluded from a case (§§ 20, 21 VwVfG); she has no office in it."""

    antrag = models.ForeignKey(Antrag, models.CASCADE, related_name="biases")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ground = models.CharField("Grund", max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "Befangenheit"
        verbose_name_plural = "Befangenheiten"
        constraints = [models.UniqueConstraint("antrag", "user", name="befangenheit_once")]

    def __str__(self):
        return f"{self.user_id} in {self.antrag_id}"


class Anlage(models.Model):
    antrag = models.ForeignKey(Antrag, models.CASCADE, related_name="attachments")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    note = models.CharField("Was ist das?", max_length=120, blank=True)

    class Meta:
        verbose_name = "Anlage"
        verbose_name_plural = "Anlagen"
        ordering = ["pk"]

    def __str__(self):
        return f"Anlage {self.pk}"


class Erklaerung(models.Model):
    """One declaration, with the words as they stood on the screen."""

    antrag = models.ForeignKey(Antrag, models.CASCADE, related_name="declarations")
    code = models.SlugField(max_length=30)
    words = models.CharField("Wortlaut", max_length=500)
    declared_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "Erklärung"
        verbose_name_plural = "Erklärungen"
        constraints = [models.UniqueConstraint("antrag", "code", name="erklaerung_once")]

    def __str__(self):
        return self.code


class Nachforderung(PublicRow):
    """A correction asked of the resident: which section, why, until when."""

    antrag = models.ForeignKey(Antrag, models.CASCADE, related_name="corrections")
    section = models.SlugField("Abschnitt", max_length=20)
    reason = models.TextField("Was fehlt")
    due_on = models.DateField("bitte bis")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "Nachforderung"
        verbose_name_plural = "Nachforderungen"
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                "antrag",
                "section",
                condition=Q(answered_at=None),
                name="nachforderung_one_open_per_section",
            ),
        ]

    def __str__(self):
        return f"{self.antrag}: {self.section}"


class Ablehnungsvorschlag(models.Model):
    """Why a case cannot be funded: a rule of its Richtlinie and a sentence of its own (§ 39 VwVfG).

    A proposal for the one who drafts the letter; it goes when the review is taken up again.
    """

    antrag = models.OneToOneField(Antrag, models.CASCADE, related_name="rejection_proposal")
    code = models.CharField("Regel (NF-xx)", max_length=10)
    reason = models.TextField("Begründung")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "Ablehnungsvorschlag"
        verbose_name_plural = "Ablehnungsvorschläge"

    def __str__(self):
        return f"{self.antrag}: {self.code}"


class Pruefpunkt(models.Model):
    """One line of the formal check."""

    antrag = models.ForeignKey(Antrag, models.CASCADE, related_name="checks")
    code = models.SlugField(max_length=20)
    passed = models.BooleanField(null=True)
    remark = models.CharField("Bemerkung", max_length=300, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "Prüfpunkt"
        verbose_name_plural = "Prüfpunkte"
        constraints = [models.UniqueConstraint("antrag", "code", name="pruefpunkt_once")]

    def __str__(self):
        return self.code


class Notiz(PublicRow):
    """An internal note. It is part of the file: the person may inspect it (§ 29 VwVfG)."""

    antrag = models.ForeignKey(Antrag, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField("Notiz")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "Notiz"
        verbose_name_plural = "Notizen"
        ordering = ["-written_at"]

    def __str__(self):
        return f"Notiz {self.pk}"


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
