"""Log in by a mailed code, add an address, invite staff."""

import datetime as dt
import hmac
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.db import connection, transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from portal import audit, clock, outbox
from portal.accounts.models import LoginCode, PrivateAddress
from portal.errors import Refused
from portal.models.user import normalise_email

VALID_FOR = dt.timedelta(minutes=30)
MOST_ATTEMPTS = 5
KEPT_FOR = dt.timedelta(days=1)


@transaction.atomic
def send_code(email, *, language, adds_to=None):
    """Mail a code to the address and return its `LoginCode`.

    Never looks whether the address is known: same steps, same mail, same time for everybody.
    """
    code = f"{secrets.randbelow(10**6):06}"
    row = LoginCode(email=normalise_email(email), adds_to=adds_to)
    row.code_hash = _hash(row, code)
    row.save()
    outbox.queue(
        to=row.email,
        template="accounts/mail/code",
        context={"code": f"{code[:3]} {code[3:]}", "minutes": VALID_FOR.seconds // 60},
        kind="login_code",
        subject_id=row.public_id,
        language=language,
    )
    return row


def use_code(public_id, typed, then, *, adds_to=None):
    """Spend the code and return `then(row)` in one transaction, when it was typed rightly.

    A code is good only for what it was sent for: logging in, or adding an address to `adds_to`.
    Raises `Refused` when the code is unknown, used, too old, tried too often or wrong. A wrong try
    is counted although it is refused.
    """
    with transaction.atomic():
        sent = LoginCode.objects.filter(public_id=public_id, adds_to=adds_to)
        row = sent.select_for_update(of=("self",)).first()
        _refuse_dead_code(row)
        row.attempts += 1
        if is_right := hmac.compare_digest(_hash(row, _digits(typed)), row.code_hash):
            row.used_at = clock.now()
        row.save(update_fields=["attempts", "used_at"])
        if is_right:
            return then(row)
    raise Refused(
        _("Das ist nicht der Code aus der E-Mail. Bitte vergleichen Sie die sechs Ziffern.")
    )


@transaction.atomic
def person_of(code):
    """The person whom a rightly typed code logs in; their account comes into being here.

    Raises `Refused` for a closed account.
    """
    _lock_address(code.email)
    user = find_user(code.email) or _create_user(code.email)
    if not user.is_active:
        raise Refused(_("Dieses Konto ist geschlossen. Bitte rufen Sie uns an."))
    return user


@transaction.atomic
def add_address(code):
    """Add the address of a rightly typed code to the person who asked for it.

    Raises `Refused` when the address belongs to an account already.
    """
    _lock_address(code.email)
    if find_user(code.email):
        raise Refused(
            _("Diese Adresse gehört schon zu einem Konto. Ist es Ihres? Dann rufen Sie uns an.")
        )
    address = PrivateAddress.objects.create(user=code.adds_to, email=code.email)
    audit.record(
        audit.Entry(step="account.address_added", actor=code.adds_to, subject=address.public_id)
    )
    return address


@transaction.atomic
def remove_address(address, *, actor):
    """Take a further address away from its person. The main address always stays."""
    address = PrivateAddress.objects.select_for_update().get(pk=address.pk)
    address.delete()
    audit.record(
        audit.Entry(step="account.address_removed", actor=actor, subject=address.public_id)
    )


@transaction.atomic
def find_or_create(email, *, name, actor):
    """The account of an address, made now if there is none, for somebody who will work here."""
    email = normalise_email(email)
    _lock_address(email)
    return find_user(email) or _create_user(email, name=name, actor=actor)


@transaction.atomic
def invite(user):
    """Mail a person the way to their first password. They may have it again if it got lost."""
    outbox.queue(
        to=user.email,
        template="accounts/mail/invitation",
        context={"name": str(user), "url": password_url(user), "days": _days_for_password()},
        kind="invitation",
        subject_id=user.public_id,
    )


@transaction.atomic
def send_password_link(email, user):
    """Mail the way to a new password; without a `user`, that there is no such account."""
    outbox.queue(
        to=normalise_email(email),
        template="accounts/mail/password" if user else "accounts/mail/no_password",
        context={"url": password_url(user) if user else "", "days": _days_for_password()},
        kind="password",
    )


def password_url(user):
    """An address under which the person, once and for some days, chooses a password."""
    path = reverse(
        "accounts:password_set",
        args=[
            urlsafe_base64_encode(force_bytes(user.pk)),
            default_token_generator.make_token(user),
        ],
    )
    return f"{settings.BASE_URL}{path}"


def find_user(email):
    """The account of an address, main or further one; None without."""
    email = normalise_email(email)
    User = get_user_model()
    return (
        User.objects.filter(email=email).first()
        or User.objects.filter(private_addresses__email=email).first()
    )


def forget_old_codes():
    """Delete codes that no one can use any more. Runs by the minute; returns how many."""
    return LoginCode.objects.filter(created_at__lt=clock.now() - KEPT_FOR).delete()[0]


def _create_user(email, *, name="", actor=None):
    user = get_user_model().objects.create_user(email, name=name)
    audit.record(audit.Entry(step="account.created", actor=actor, subject=user.public_id))
    return user


def _refuse_dead_code(row):
    if row is None or row.used_at or clock.now() > row.created_at + VALID_FOR:
        raise Refused(_("Dieser Code gilt nicht mehr. Bitte lassen Sie sich einen neuen schicken."))
    if row.attempts >= MOST_ATTEMPTS:
        raise Refused(_("Der Code war zu oft falsch. Bitte lassen Sie sich einen neuen schicken."))


def _digits(typed):
    return "".join(sign for sign in typed if sign in "0123456789")


def _hash(row, digits):
    return salted_hmac("portal.accounts.code", f"{row.public_id}:{digits}").hexdigest()


def _lock_address(email):
    """Until the end of the transaction nobody else makes an account for this address."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('account'), hashtext(%s))", [email])


def _days_for_password():
    return settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
