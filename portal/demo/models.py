from django.db import models


class DemoClock(models.Model):
    """What the demo's clock showed, and when. Without a row it shows the real time."""

    shown = models.DateTimeField("angezeigt")
    # Seconds since 1970, so that the clock goes on from there.
    set_at = models.FloatField("gestellt um")

    class Meta:
        verbose_name = "Uhr der Demo"
        verbose_name_plural = "Uhren der Demo"

    def __str__(self):
        return str(self.shown)
