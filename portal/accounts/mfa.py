"""The second factor of staff: django-allauth's TOTP and recovery codes, in our pages."""

from base64 import b64encode, urlsafe_b64encode

from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.crypto import salted_hmac

from portal import audit, outbox
from portal.accounts.limits import allow
from portal.errors import Refused

Kind = Authenticator.Type


class EncryptingAdapter(DefaultMFAAdapter):
    """Keeps the keys of the second factors encrypted in the database."""

    def encrypt(self, text):
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _fernet().decrypt(encrypted_text.encode()).decode()


def is_set_up(user):
    return Authenticator.objects.filter(user=user, type=Kind.TOTP).exists()


def new_key():
    """A fresh TOTP key, 160 bits in Base32."""
    return totp.generate_totp_secret()


def qr_code(user, key):
    """The `data:` address of an SVG image from which an authenticator app reads the key."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(user, key))
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


@transaction.atomic
def set_up(user, *, key, code):
    """Make the key the person's second factor. Raises `Refused` when the code does not fit it."""
    get_user_model().objects.select_for_update().get(pk=user.pk)
    if is_set_up(user):
        raise Refused("Ihr zweiter Faktor ist schon eingerichtet.")
    if not totp.validate_totp_code(key, code):
        raise Refused(
            "Der Code passt nicht. Bitte geben Sie den ein, den die App jetzt anzeigt, und prüfen "
            "Sie die Uhrzeit Ihres Geräts."
        )
    totp.TOTP.activate(user, key)
    RecoveryCodes.activate(user)
    audit.record(audit.Entry(step="second_factor.set_up", actor=user, subject=user.public_id))


def is_right(user, code):
    """Whether this is the person's TOTP code of this minute, or an unused recovery code.

    A code is good once. Must not run in a transaction that is rolled back later.
    """
    factors = Authenticator.objects.filter(user=user, type__in=[Kind.TOTP, Kind.RECOVERY_CODES])
    is_valid = any(factor.wrap().validate_code(code) for factor in factors)
    # allauth remembers a used code for 30 seconds only, but with tolerance it lives for 90.
    return is_valid and allow("used_code", f"{user.pk}:{code}", times=1, seconds=120)


@transaction.atomic
def reset(user, *, actor):
    """Take the second factor away; the person sets up a new one at the next login, and is told.

    `actor` is None for an operator at the command line.
    """
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise Refused(f"{user} hat keinen zweiten Faktor.")
    outbox.queue(
        to=user.email,
        template="accounts/mail/second_factor_reset",
        context={"name": str(user)},
        kind="second_factor",
        subject_id=user.public_id,
    )
    audit.record(audit.Entry(step="second_factor.reset", actor=actor, subject=user.public_id))


def recovery_codes(user):
    """The recovery codes that are still unused."""
    return RecoveryCodes.activate(user).get_unused_codes()


@transaction.atomic
def renew_recovery_codes(user):
    """Make new recovery codes; the old ones no longer work."""
    Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    audit.record(audit.Entry(step="recovery_codes.renewed", actor=user, subject=user.public_id))


def _fernet():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(secret):
    digest = salted_hmac("portal.accounts.mfa", b"", secret=secret, algorithm="sha256").digest()
    return urlsafe_b64encode(digest)
