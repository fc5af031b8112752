import datetime as dt

from django.core.files.storage import storages

from portal import clock, jobs
from portal.files.models import StoredFile


def purge_removed() -> None:
    """Delete the bytes and the names of files that were taken away."""
    for stored in StoredFile.objects.filter(removed_at__isnull=False).exclude(storage_name=""):
        storages["private"].delete(stored.storage_name)
        StoredFile.objects.filter(pk=stored.pk).update(storage_name="", name="")


@jobs.daily
def sweep_orphans() -> None:
    """Delete bytes whose transaction was rolled back: those of past days without a row."""
    storage = storages["private"]
    if not storage.exists("."):
        return
    for day in _past_days(storage):
        names = {f"{day}/{name}" for name in storage.listdir(day)[1]}
        known = StoredFile.objects.filter(storage_name__in=names)
        for orphan in names.difference(known.values_list("storage_name", flat=True)):
            storage.delete(orphan)


def _past_days(storage):
    # Yesterday's requests may still be running.
    limit = clock.today() - dt.timedelta(days=1)
    return [day for day in storage.listdir("")[0] if day < limit.isoformat()]
