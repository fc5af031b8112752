"""Who runs the offices in the Stadtteile, and the authority above them."""

from itertools import groupby

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koordination.domain import format_hours
from portal.rows import PublicRow, VersionedRow
from regions.models import Bezirk, Bezirksregion, ValidRow, postal_code_digits


class AddressedRow(models.Model):
    """Where somebody is and how to reach them."""

    street = models.CharField("Straße und Hausnummer", max_length=100)
    postal_code = models.CharField("Postleitzahl", max_length=5, validators=[postal_code_digits])
    city = models.CharField("Ort", max_length=60, default="Berlin")
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    web = models.URLField("Internet", blank=True)

    class Meta:
        abstract = True

    @property
    def postal_address(self):
        return f"{self.street}, {self.postal_code} {self.city}"


class Traeger(PublicRow, VersionedRow, AddressedRow):
    """The body that runs offices of the Stadtteilkoordination; it may hold several regions."""

    name = models.CharField("Name", max_length=120, unique=True)

    class Meta:
        verbose_name = "Träger"
        verbose_name_plural = "Träger"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Traegerschaft(PublicRow, VersionedRow, ValidRow):
    """One Träger is responsible for one region for a time. Times of a region never overlap."""

    region = models.ForeignKey(Bezirksregion, models.PROTECT, related_name="traegerschaften")
    traeger = models.ForeignKey(
        Traeger, models.PROTECT, related_name="traegerschaften", verbose_name="Träger"
    )

    class Meta:
        verbose_name = "Trägerschaft"
        verbose_name_plural = "Trägerschaften"
        ordering = ["region", "valid_from"]
        constraints = [*ValidRow.Meta.constraints]

    def __str__(self):
        return f"{self.traeger} in {self.region}"


class Koordination(PublicRow, VersionedRow, AddressedRow, ValidRow):
    """An office of the Stadtteilkoordination, as residents find it."""

    class Kind(models.TextChoices):
        KOORDINATION = "koordination", "Stadtteilkoordination"
        KOORDINATION_PLUS = "koordination_plus", "Stadtteilkoordination plus"

    region = models.ForeignKey(Bezirksregion, models.PROTECT, related_name="offices")
    kind = models.CharField("Art", max_length=20, choices=Kind, default=Kind.KOORDINATION)
    name = models.CharField("Name", max_length=120)
    languages = models.CharField("Sprachen", max_length=120, blank=True)
    accessibility = models.TextField("Barrierefreiheit vor Ort", max_length=500, blank=True)

    class Meta:
        verbose_name = "Büro der Stadtteilkoordination"
        verbose_name_plural = "Büros der Stadtteilkoordination"
        ordering = ["region", "valid_from"]
        constraints = [
            *ValidRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["koordination", "koordination_plus"]),
                name="koordination_kind_known",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def hours_by_day(self):
        """(weekday, „10–14, 16–18 Uhr“) for each day on which the office is open."""
        by_day = groupby(self.hours.all(), key=lambda row: row.get_weekday_display())
        return [
            (day, format_hours([(row.opens, row.closes) for row in rows])) for day, rows in by_day
        ]


class OpeningHours(models.Model):
    """One span of a weekday in which the office is open."""

    class Weekday(models.IntegerChoices):
        MONDAY = 1, _("Montag")
        TUESDAY = 2, _("Dienstag")
        WEDNESDAY = 3, _("Mittwoch")
        THURSDAY = 4, _("Donnerstag")
        FRIDAY = 5, _("Freitag")
        SATURDAY = 6, _("Samstag")
        SUNDAY = 7, _("Sonntag")

    office = models.ForeignKey(Koordination, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField("Tag", choices=Weekday)
    opens = models.TimeField("von")
    closes = models.TimeField("bis")

    class Meta:
        verbose_name = "Öffnungszeit"
        verbose_name_plural = "Öffnungszeiten"
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="openinghours_in_order"
            ),
            models.CheckConstraint(
                condition=Q(weekday__range=(1, 7)), name="openinghours_weekday_known"
            ),
            models.UniqueConstraint("office", "weekday", "opens", name="openinghours_unique"),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}, {self.opens:%H:%M} bis {self.closes:%H:%M} Uhr"


class Kontakt(PublicRow, VersionedRow, ValidRow):
    """A person whom one can ask in an office. Being a contact gives no rights."""

    office = models.ForeignKey(Koordination, models.CASCADE, related_name="contacts")
    name = models.CharField("Name", max_length=100)
    function = models.CharField("Aufgabe", max_length=100, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    is_public = models.BooleanField("auf der Seite des Stadtteils zeigen", default=True)

    class Meta:
        verbose_name = "Kontakt"
        verbose_name_plural = "Kontakte"
        ordering = ["name"]
        constraints = [*ValidRow.Meta.constraints]

    def __str__(self):
        return self.name


class Dienststelle(PublicRow, VersionedRow, AddressedRow):
    """The unit of the authority as it stands on letters, in footers and in the Impressum.

    A row holds from its day until the next one begins; letters that are out keep their own copy.
    """

    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="dienststellen")
    authority = models.CharField("Behörde", max_length=120)
    department = models.CharField("Abteilung", max_length=160, blank=True)
    unit = models.CharField("Organisationseinheit", max_length=160)
    represented_by = models.CharField("vertreten durch", max_length=160, blank=True)
    valid_from = models.DateField("gültig ab")

    class Meta:
        verbose_name = "Dienststelle"
        verbose_name_plural = "Dienststellen"
        ordering = ["bezirk", "-valid_from"]
        constraints = [
            models.UniqueConstraint("bezirk", "valid_from", name="dienststelle_one_a_day")
        ]

    def __str__(self):
        return f"{self.authority}, {self.unit}"
