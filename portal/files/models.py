from django.conf import settings
from django.db import models

from portal import clock
from portal.rows import PublicRow


class StoredFile(PublicRow):
    """A file under a random name in the private storage. The owning room decides who may read it.

    `owner` is the person who uploaded it; None for files that we made ourselves.
    """

    name = models.CharField("Name", max_length=120)
    content_type = models.CharField("Typ", max_length=100)
    size = models.PositiveIntegerField("Größe in Byte")
    sha256 = models.CharField(max_length=64)
    storage_name = models.CharField(max_length=100, editable=False)
    purpose = models.CharField("Zweck", max_length=60)
    subject = models.CharField(max_length=16, blank=True, db_index=True)
    region_id = models.CharField(max_length=8, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField("gespeichert am", default=clock.now, editable=False)
    removed_at = models.DateTimeField("gelöscht am", null=True, editable=False)

    class Meta:
        verbose_name = "Datei"
        verbose_name_plural = "Dateien"
        constraints = [
            models.UniqueConstraint(
                fields=["storage_name"],
                condition=~models.Q(storage_name=""),
                name="storedfile_storage_name_unique",
            ),
            models.CheckConstraint(
                condition=~models.Q(storage_name="") | models.Q(removed_at__isnull=False),
                name="storedfile_has_its_bytes",
            ),
        ]
        indexes = [
            models.Index(
                fields=["removed_at"],
                condition=models.Q(removed_at__isnull=False) & ~models.Q(storage_name=""),
                name="storedfile_to_purge",
            ),
        ]

    def __str__(self):
        return self.name
