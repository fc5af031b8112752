from django.conf import settings
from django.db import models

from portal import clock
from portal.jobs.leases import LeasedRow
from portal.models import StoredFile
from portal.rows import PublicRow, VersionedRow
from regions.models import Bezirk
from regions.roles.permissions import Role
from regions.roles.queries import bezirke_of
from stadtteilkasse.bericht.domain import Snapshot

__all__ = ["Bericht", "BerichtPdf"]

WRITERS = (Role.SACHBEARBEITUNG, Role.LEITUNG)
READERS = (*WRITERS, Role.PRUEFUNG)


class BerichtQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(bezirk__in=bezirke_of(user, *READERS))


class Bericht(PublicRow, VersionedRow):
    """A report to the BVV: frozen figures (trigger), and a head that can be completed later."""

    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("Jahr")
    content = models.BinaryField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(default=clock.now, editable=False)

    subject = models.CharField("Betreff", max_length=200)
    drucksache_number = models.CharField("Drucksache Nr.", max_length=20, blank=True)
    decided_on = models.DateField("Beschluss des Bezirksamts am", null=True, blank=True)
    bvv_on = models.DateField("Sitzung der BVV am", null=True, blank=True)
    addition = models.TextField("Ergänzung zum Sachverhalt", blank=True)
    legal_ground = models.CharField("A) Rechtsgrundlage", max_length=200, default="§ 36 BezVG")
    staff_effects = models.CharField(
        "B) 2. Personalwirtschaftliche Auswirkungen", max_length=200, default="Keine"
    )
    mayor = models.CharField("Bezirksbürgermeister/in", max_length=120, blank=True)
    councillor = models.CharField("Bezirksstadtrat/-rätin", max_length=120, blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "Bericht"
        verbose_name_plural = "Berichte"
        ordering = ["-frozen_at", "-pk"]

    def __str__(self):
        return f"{self.subject} (Stand {self.frozen_at:%d.%m.%Y})"

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot.from_bytes(self.content)


class BerichtPdf(LeasedRow):
    """The PDF of a report, made by a worker, and again when its head was completed."""

    bericht = models.OneToOneField(Bericht, models.CASCADE, related_name="pdf")
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta(LeasedRow.Meta):
        abstract = False
        verbose_name = "PDF eines Berichts"
        verbose_name_plural = "PDF von Berichten"

    def __str__(self):
        return f"PDF zu {self.bericht_id}"
