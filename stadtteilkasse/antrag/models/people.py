"""Who takes part in a case, and who is excluded from it."""

from django.conf import settings
from django.db import models

from portal import clock
from stadtteilkasse.antrag.models.case import Antrag


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
