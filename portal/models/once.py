from django.db import models

from portal import clock


class OneTimeKey(models.Model):
    """A spent key of a sending form, and where its first use led."""

    key = models.CharField(max_length=43, primary_key=True)
    result = models.CharField(max_length=500, blank=True)
    spent_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "Einmalschlüssel"
        verbose_name_plural = "Einmalschlüssel"

    def __str__(self):
        return self.key
