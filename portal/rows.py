"""What rows have in common: a random public id, a version, and how they are locked."""

import secrets

from django.db import models

from portal.errors import Stale

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def new_public_id() -> str:
    """80 random bits in 16 characters to be read aloud. By itself it grants nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))


class PublicRow(models.Model):
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True


class VersionedRow(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def lock(queryset, pk, expected_version=None):
    """The row, locked until the transaction ends and read anew.

    Raises `Stale` with the row as it is now when `expected_version` is given and passed by.
    """
    row = queryset.select_for_update(of=("self",)).get(pk=pk)
    if expected_version is not None and row.version != expected_version:
        raise Stale(row)
    return row


def bump(row, *fields):
    """Save the named fields of a locked row as its next version."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def sent_version(request) -> int:
    """The version that a form carried (`{% sending_fields version=… %}`); without one 0, which is
    always stale.
    """
    sent = request.POST.get("version", "")
    # Python refuses to read thousands of digits.
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


class PublicIdConverter:
    regex = "[a-z2-9]{16}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value
