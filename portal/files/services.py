import hashlib
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from portal import clock, jobs
from portal.files.checking import FileRefused, examine, sentence
from portal.files.models import StoredFile
from portal.files.names import shown_name

LARGEST = 10 * 2**20

__all__ = ["LARGEST", "FileRefused", "delete", "read", "store", "store_bytes"]


def store(upload, *, owner, subject, region_id, purpose) -> StoredFile:
    """Check an uploaded file by its content and keep it; images lose their metadata.

    Takes JPEG, PNG, WebP, HEIC (kept as JPEG) and PDF up to 10 MB; how many is the caller's rule.
    Raises FileRefused with a sentence for the person.
    """
    if not upload.size:
        raise FileRefused(sentence("empty"))
    if upload.size > LARGEST:
        raise FileRefused(sentence("too_large"))
    content_type, data = examine(upload.read())
    return store_bytes(
        data,
        name=upload.name or "",
        content_type=content_type,
        owner=owner,
        subject=subject,
        region_id=region_id,
        purpose=purpose,
    )


@transaction.atomic
def store_bytes(
    data: bytes, *, name, content_type, purpose, subject="", region_id=None, owner=None
) -> StoredFile:
    """Keep bytes that we made ourselves or have examined. The bytes are never changed.

    When the transaction is rolled back, the bytes are left without a row; the tick sweeps them.
    """
    return StoredFile.objects.create(
        name=shown_name(name, content_type),
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        storage_name=storages["private"].save(_new_storage_name(), ContentFile(data)),
        purpose=purpose,
        subject=subject,
        region_id=region_id or "",
        owner=owner,
    )


def read(stored: StoredFile) -> bytes:
    """The bytes of a stored file. Raises FileNotFoundError when they were deleted."""
    if not stored.storage_name:
        raise FileNotFoundError(stored.public_id)
    with storages["private"].open(stored.storage_name) as file:
        return file.read()


def delete(stored: StoredFile) -> None:
    """Take a file away. Its bytes go as soon as this transaction is committed (by the worker)."""
    StoredFile.objects.filter(pk=stored.pk, removed_at=None).update(removed_at=clock.now())
    jobs.wake("portal.files.purge_removed")


def _new_storage_name():
    # The day is there for the sweep; the rest cannot be guessed.
    return f"{clock.today():%Y-%m-%d}/{secrets.token_hex(20)}"
