import datetime as dt

from django.db import models

from portal import clock
from portal.jobs.leases import LeasedRow
from portal.rows import PublicRow


class Message(PublicRow, LeasedRow):
    """One mail to one receiver. Receiver and text are emptied some time after it was sent."""

    # A mail that went out twice annoys, a third one must not happen.
    MOST_CRASHES = 1
    LEASE = dt.timedelta(minutes=5)

    kind = models.CharField("Art", max_length=60)
    to = models.CharField("Empfänger", max_length=254, blank=True)
    subject = models.CharField("Betreff", max_length=200, blank=True)
    body = models.TextField("Text", blank=True)
    language = models.CharField("Sprache", max_length=8, default="de")
    # For ever: a mail that is sent again after a crash is recognised by it.
    message_id = models.CharField(max_length=150, unique=True, editable=False)
    subject_id = models.CharField(max_length=16, blank=True, db_index=True)
    region_id = models.CharField(max_length=8, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField("angelegt am", default=clock.now, editable=False)
    emptied_at = models.DateTimeField("geleert am", null=True, editable=False)

    class Meta(LeasedRow.Meta):
        abstract = False
        verbose_name = "Nachricht"
        verbose_name_plural = "Nachrichten"

    def __str__(self):
        return f"{self.kind} {self.public_id}"
