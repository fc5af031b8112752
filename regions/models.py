"""Berlin's areas (LOR), its addresses, and areas with a programme of their own."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from portal.rows import PublicRow, VersionedRow
from regions.roles.permissions import AREA_PERMISSIONS, Role

postal_code_digits = RegexValidator(r"^\d{5}$", "Eine Postleitzahl hat fünf Ziffern.")


class ValidQuerySet(models.QuerySet):
    def valid_on(self, day):
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


class ValidRow(models.Model):
    """A row that holds from a day until a day, both included; no end means until further notice."""

    valid_from = models.DateField("gültig ab")
    valid_until = models.DateField("gültig bis", null=True, blank=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="%(class)s_valid_in_order",
            )
        ]


class Bezirk(models.Model):
    """One of Berlin's districts; the id is the first two digits of every LOR key."""

    id = models.CharField("Schlüssel", primary_key=True, max_length=2)
    name = models.CharField("Name", max_length=60)

    class Meta:
        verbose_name = "Bezirk"
        verbose_name_plural = "Bezirke"
        ordering = ["id"]
        permissions = AREA_PERMISSIONS

    def __str__(self):
        return self.name


class Prognoseraum(models.Model):
    id = models.CharField("Schlüssel", primary_key=True, max_length=4)
    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="prognoseraeume")
    name = models.CharField("Name", max_length=80)

    class Meta:
        verbose_name = "Prognoseraum"
        verbose_name_plural = "Prognoseräume"
        ordering = ["id"]

    def __str__(self):
        return self.name


class BezirksregionQuerySet(ValidQuerySet):
    def of_this_bezirk(self):
        """The regions of the Bezirk that this installation serves."""
        return self.filter(bezirk_id=settings.BEZIRK)


class Bezirksregion(ValidRow):
    """What residents call „Stadtteil“: one office and one Stadtteilkasse each."""

    id = models.CharField("Schlüssel", primary_key=True, max_length=6)
    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="regions")
    prognoseraum = models.ForeignKey(Prognoseraum, models.PROTECT, related_name="regions")
    name = models.CharField("Name", max_length=80)
    # Stands in every case number of the region, so it never changes once a case has it.
    kuerzel = models.CharField("Kürzel", max_length=4)
    residents = models.PositiveIntegerField("Einwohnende", null=True, blank=True)
    residents_on = models.DateField("Einwohnende am", null=True, blank=True)

    objects = BezirksregionQuerySet.as_manager()

    class Meta:
        verbose_name = "Bezirksregion"
        verbose_name_plural = "Bezirksregionen"
        ordering = ["id"]
        permissions = AREA_PERMISSIONS
        constraints = [
            models.UniqueConstraint("bezirk", "kuerzel", name="bezirksregion_kuerzel_unique"),
            *ValidRow.Meta.constraints,
        ]

    def __str__(self):
        return self.name


class StatusIndex(models.IntegerChoices):
    """Status-Index of the Monitoring Soziale Stadtentwicklung, classes as published."""

    HIGH = 1, "hoch"
    MIDDLE = 2, "mittel"
    LOW = 3, "niedrig"
    VERY_LOW = 4, "sehr niedrig"


class Planungsraum(models.Model):
    """The smallest LOR area. Names repeat in Berlin; only the id is unique."""

    id = models.CharField("Schlüssel", primary_key=True, max_length=8)
    bezirksregion = models.ForeignKey(Bezirksregion, models.PROTECT, related_name="planungsraeume")
    name = models.CharField("Name", max_length=80)
    residents = models.PositiveIntegerField("Einwohnende", null=True, blank=True)
    status_index = models.PositiveSmallIntegerField(
        "Status-Index", choices=StatusIndex, null=True, blank=True
    )

    class Meta:
        verbose_name = "Planungsraum"
        verbose_name_plural = "Planungsräume"
        ordering = ["id"]

    def __str__(self):
        return self.name


class Shape(models.Model):
    """Where a Bezirksregion or a Planungsraum lies, as polygons of rings of [lon, lat] in WGS84.

    It stands apart from the area, so that reading an area does not read its shape.
    """

    id = models.CharField("Schlüssel", primary_key=True, max_length=8)
    # Simplified together with the neighbours, so that no gaps appear.
    outline = models.JSONField("grober Umriss")
    # The official shape with seven decimals; only for Planungsräume, once the open data are loaded.
    geometry = models.JSONField("Geometrie", null=True, blank=True)

    class Meta:
        verbose_name = "Umriss"
        verbose_name_plural = "Umrisse"
        ordering = ["id"]

    def __str__(self):
        return self.pk


class Street(models.Model):
    """A street name of Berlin. The same name can be a different street in another Bezirk."""

    name = models.CharField("Name", max_length=80, unique=True)
    # `regions.domain.street_key(name)`: what a typed name is compared with.
    key = models.CharField("Suchform", max_length=80, db_index=True)

    class Meta:
        verbose_name = "Straße"
        verbose_name_plural = "Straßen"
        ordering = ["name"]

    def __str__(self):
        return self.name


class StreetSegment(models.Model):
    """A street runs through this Bezirksregion under this postal code."""

    street = models.ForeignKey(Street, models.CASCADE, related_name="segments")
    postal_code = models.CharField("Postleitzahl", max_length=5, validators=[postal_code_digits])
    bezirksregion = models.ForeignKey(Bezirksregion, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Straßenabschnitt"
        verbose_name_plural = "Straßenabschnitte"
        ordering = ["street", "postal_code", "bezirksregion"]
        constraints = [
            models.UniqueConstraint(
                "street", "postal_code", "bezirksregion", name="streetsegment_unique"
            )
        ]

    def __str__(self):
        return f"{self.street}, {self.postal_code}"


class Address(models.Model):
    """One line of Berlin's directory of house numbers."""

    street = models.ForeignKey(Street, models.CASCADE, related_name="addresses", db_index=False)
    house_number = models.CharField("Hausnummer", max_length=8, blank=True)
    suffix = models.CharField("Zusatz", max_length=4, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=5, validators=[postal_code_digits])
    planungsraum = models.ForeignKey(Planungsraum, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "Adresse"
        verbose_name_plural = "Adressen"
        ordering = ["id"]
        indexes = [models.Index("street", "house_number", name="address_street_number")]

    def __str__(self):
        return f"{self.street} {self.house_number}{self.suffix}, {self.postal_code}"


class SpecialAreaQuerySet(ValidQuerySet):
    def visible_to(self, user):
        """Those in the Bezirke that the person works for as Sachbearbeitung or Leitung."""
        mine = Assignment.objects.current().of(user, Role.SACHBEARBEITUNG, Role.LEITUNG)
        return self.filter(bezirk__in=mine.values("bezirk"))


class SpecialArea(PublicRow, VersionedRow, ValidRow):
    """An area in which a programme of its own runs, named by Planungsräume."""

    class Kind(models.TextChoices):
        QUARTIERSMANAGEMENT = "quartiersmanagement", "Quartiersmanagement"
        HANDLUNGSRAUM = "handlungsraum", "Handlungsraum der Gemeinschaftsinitiative"
        PRIORITY = "priority", "Schwerpunktgebiet der Stadtteilkasse"
        OTHER = "other", "anderes Gebiet"

    kind = models.CharField("Art", max_length=30, choices=Kind)
    name = models.CharField("Name", max_length=100)
    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="special_areas")
    planungsraeume = models.ManyToManyField(
        Planungsraum, related_name="special_areas", blank=True, verbose_name="Planungsräume"
    )
    source = models.CharField("Quelle", max_length=300, blank=True)

    objects = SpecialAreaQuerySet.as_manager()

    class Meta:
        verbose_name = "besonderes Gebiet"
        verbose_name_plural = "besondere Gebiete"
        ordering = ["kind", "name", "valid_from"]
        constraints = [
            *ValidRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["quartiersmanagement", "handlungsraum", "priority", "other"]),
                name="specialarea_kind_known",
            ),
        ]

    def __str__(self):
        return self.name


class OpenDataLoad(models.Model):
    """Which open data stand in the database: one row for each set, the last load."""

    class Scope(models.TextChoices):
        REFERENCE = "reference", "eigener Auszug"
        SAMPLE = "sample", "Stichprobe"
        FULL = "full", "vollständig"

    dataset = models.CharField("Datensatz", primary_key=True, max_length=40)
    title = models.CharField("Titel", max_length=200)
    scope = models.CharField("Umfang", max_length=20, choices=Scope)
    licence = models.CharField("Lizenz", max_length=200)
    as_of = models.DateField("Stand", null=True, blank=True)
    rows = models.PositiveIntegerField("Zeilen")
    # SHA-256 of what was loaded: the same content again changes nothing.
    digest = models.CharField("Prüfsumme", max_length=64)
    loaded_at = models.DateTimeField("geladen")

    class Meta:
        verbose_name = "geladene offene Daten"
        verbose_name_plural = "geladene offene Daten"
        ordering = ["dataset"]

    def __str__(self):
        return self.title


# Last, because they point to the areas above.
from regions.roles.models import (  # noqa: E402, F401
    Assignment,
    BezirksregionUserObjectPermission,
    BezirkUserObjectPermission,
)
