from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from portal import clock
from portal.rows import PublicRow


def normalise_email(address):
    """The one spelling under which an address is stored and compared."""
    return address.strip().lower()


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=normalise_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email=normalise_email(email))


class User(AbstractBaseUser, PermissionsMixin, PublicRow):
    """A person. One person has one account, so that persons can be compared."""

    email = models.EmailField("E-Mail-Adresse")
    name = models.CharField("Name", max_length=120, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    language = models.CharField("Sprache", max_length=8, default="de")
    is_active = models.BooleanField("aktiv", default=True)
    joined_at = models.DateTimeField("angelegt am", default=clock.now, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_normalised"
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return str(self)
