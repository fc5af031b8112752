"""What belongs to an application: cost lines, files, declarations."""

from django.db import models
from django.db.models import F, Q

from portal import clock
from portal.models import StoredFile
from stadtteilkasse.antrag.models.case import Antrag
from stadtteilkasse.haushalt.models import AmountField


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
