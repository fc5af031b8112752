"""What the office finds, asks, notes and proposes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal import clock
from portal.rows import PublicRow
from stadtteilkasse.antrag.models.case import Antrag


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
