from django.db import models


class TickStep(models.Model):
    """When a step of the tick last worked, and how it last failed."""

    name = models.CharField(max_length=120, primary_key=True)
    ok_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = "Schritt der Hintergrundarbeit"
        verbose_name_plural = "Schritte der Hintergrundarbeit"

    def __str__(self):
        return self.name
