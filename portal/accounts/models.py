"""Codes that were mailed, and the further addresses of a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from portal import clock
from portal.rows import PublicRow


class LoginCode(PublicRow):
    """A code that was mailed. Only the browser that asked for it knows `public_id`."""

    email = models.EmailField("E-Mail-Adresse")
    code_hash = models.CharField("Prüfwert des Codes", max_length=64)
    # Set: the code adds the address to this person. Empty: it logs in.
    adds_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("verschickt am", default=clock.now, editable=False)
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    used_at = models.DateTimeField("benutzt am", null=True, blank=True)

    class Meta:
        verbose_name = "Anmeldecode"
        verbose_name_plural = "Anmeldecodes"
        indexes = [models.Index(fields=["created_at"], name="logincode_created")]

    def __str__(self):
        return self.public_id


class PrivateAddress(PublicRow):
    """A further address of a person, confirmed by a code, so that one person has one account."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="private_addresses"
    )
    email = models.EmailField("E-Mail-Adresse")
    confirmed_at = models.DateTimeField("bestätigt am", default=clock.now, editable=False)

    class Meta:
        verbose_name = "weitere Adresse"
        verbose_name_plural = "weitere Adressen"
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="privateaddress_email_unique"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="privateaddress_email_normalised"
            ),
        ]

    def __str__(self):
        return self.email
