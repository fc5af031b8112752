import json

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal import clock
from portal.jobs.leases import LeasedRow, LeaseState
from portal.models import Message, StoredFile
from portal.rows import PublicRow, VersionedRow
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.bescheid.domain import (
    BekanntgabeChannel,
    BescheidKind,
    BescheidState,
    last_day_to_object,
)
from stadtteilkasse.bescheid.querysets import BescheidQuerySet, KlauselQuerySet
from stadtteilkasse.haushalt.models import AmountField, LegalForm

__all__ = ["Ausfertigung", "Bekanntgabe", "Bescheid", "BescheidEditor", "Klausel", "KlauselKind"]


class KlauselKind(models.TextChoices):
    DECISION = "decision", "Entscheidung"
    TODO = "todo", "Was jetzt zu tun ist"
    LEGAL_GROUND = "legal_ground", "Rechtsgrundlage"
    CONDITION = "condition", "Nebenbestimmung"
    REASON = "reason", "Begründung"
    BRIDGE = "bridge", "Was Sie tun können"
    REMEDY = "remedy", "Rechtsbehelfsbelehrung"


class Klausel(models.Model):
    """One text of the letters in one version, which never changes (trigger); a new one is added.

    `text` holds named places in braces, filled from the values of the case.
    """

    code = models.CharField("Kürzel", max_length=20)
    version = models.PositiveSmallIntegerField("Fassung", default=1)
    legal_form = models.CharField(max_length=1, choices=LegalForm.choices)
    kind = models.CharField(max_length=12, choices=KlauselKind.choices)
    label = models.CharField("Bezeichnung", max_length=80)
    text = models.TextField("Wortlaut")
    # Chosen from the start when a letter is drafted
    is_standard = models.BooleanField("steht immer im Brief", default=False)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField("gilt ab")

    objects = KlauselQuerySet.as_manager()

    class Meta:
        verbose_name = "Klausel"
        verbose_name_plural = "Klauseln"
        ordering = ["position", "code", "-version"]
        constraints = [
            models.UniqueConstraint("code", "legal_form", "version", name="klausel_version_unique"),
        ]

    def __str__(self):
        return f"{self.code}, Fassung {self.version}"


class Bescheid(PublicRow, VersionedRow):
    """The decision on a case and its letter. From the release on its content never changes."""

    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="bescheide")
    kind = models.CharField("Art", max_length=10, choices=BescheidKind.choices)
    state = models.CharField(
        max_length=10, choices=BescheidState.choices, default=BescheidState.DRAFT, editable=False
    )
    legal_form = models.CharField(max_length=1, choices=LegalForm.choices, blank=True)
    requested_amount = AmountField("beantragt")
    voted_amount = AmountField("Votum", null=True, blank=True)
    amount = AmountField("bewilligt")
    reason_code = models.CharField("Grund", max_length=20, blank=True)
    reason = models.TextField("Begründung für diesen Fall", blank=True)
    below_vote_reason = models.TextField("Warum weniger als das Votum", blank=True)
    period_from = models.DateField("Bewilligungszeitraum von", null=True, blank=True)
    period_until = models.DateField("Bewilligungszeitraum bis", null=True, blank=True)
    proof_due_on = models.DateField("Abrechnung bis", null=True, blank=True)
    conditions = models.ManyToManyField(Klausel, related_name="+", blank=True)

    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now, editable=False)
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sent_back_reason = models.TextField("Zurückgegeben, weil", blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, editable=False)
    number = models.CharField(  # noqa: DJ001 - unique, and absent until the release
        "Geschäftszeichen", max_length=40, null=True, unique=True
    )
    content = models.BinaryField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = BescheidQuerySet.as_manager()

    class Meta:
        verbose_name = "Bescheid"
        verbose_name_plural = "Bescheide"
        ordering = ["-drafted_at", "-pk"]
        indexes = [models.Index(fields=["state", "drafted_at"])]
        constraints = [
            # four eyes; that nobody releases who edited the draft before is held by a trigger
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("drafted_by")),
                name="bescheid_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="draft", released_by=None, released_at=None, number=None, content=None
                )
                | Q(
                    ~Q(state="draft"),
                    released_by__isnull=False,
                    released_at__isnull=False,
                    number__isnull=False,
                    content__isnull=False,
                ),
                name="bescheid_frozen_with_release",
            ),
            models.UniqueConstraint("antrag", name="bescheid_one_decision_per_case"),
            models.CheckConstraint(
                condition=Q(kind="rejection", amount=0)
                | Q(kind="grant", amount=F("requested_amount"), amount__gt=0)
                | Q(kind="partial", amount__lt=F("requested_amount"), amount__gt=0),
                name="bescheid_kind_fits_amount",
            ),
            # The decision may go below the vote, never above it.
            models.CheckConstraint(
                condition=Q(amount=0)
                | Q(voted_amount__isnull=False, amount__lte=F("voted_amount")),
                name="bescheid_not_above_vote",
            ),
        ]

    def __str__(self):
        return self.number or f"Entwurf zu {self.antrag}"

    @property
    def letter(self) -> dict:
        """The frozen content: values, sections and the HTML that the PDF was made of."""
        return json.loads(bytes(self.content))

    @property
    def is_draft(self) -> bool:
        return self.state == BescheidState.DRAFT

    @property
    def bekanntgabe(self):
        """The current attempt to make the letter known; None before the first one."""
        attempts = [attempt for attempt in self.bekanntgaben.all() if attempt.lapsed_at is None]
        return attempts[-1] if attempts else None


class BescheidEditor(models.Model):
    """Who had a hand in a draft; none of them may release it."""

    bescheid = models.ForeignKey(Bescheid, models.CASCADE, related_name="editors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "Bearbeitung eines Bescheids"
        verbose_name_plural = "Bearbeitungen eines Bescheids"
        constraints = [models.UniqueConstraint("bescheid", "user", name="bescheideditor_once")]

    def __str__(self):
        return f"{self.user_id} in {self.bescheid_id}"


class Ausfertigung(LeasedRow):
    """The PDF of a released letter: made once by a worker from the frozen content."""

    bescheid = models.OneToOneField(Bescheid, models.PROTECT, related_name="ausfertigung")
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta(LeasedRow.Meta):
        abstract = False
        verbose_name = "Ausfertigung"
        verbose_name_plural = "Ausfertigungen"

    def __str__(self):
        return f"Ausfertigung zu {self.bescheid_id}"


class Bekanntgabe(PublicRow):
    """One attempt to make a letter known to its receiver (§ 41 VwVfG)."""

    bescheid = models.ForeignKey(Bescheid, models.PROTECT, related_name="bekanntgaben")
    channel = models.CharField("Weg", max_length=6, choices=BekanntgabeChannel.choices)
    begun_at = models.DateTimeField(default=clock.now, editable=False)
    # The ten days run from the day on which the Benachrichtigung was really sent.
    notification = models.OneToOneField(Message, models.PROTECT, null=True, related_name="+")
    retrieved_at = models.DateTimeField("abgeholt am", null=True)
    retrieved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    posted_on = models.DateField("zur Post gegeben am", null=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    announced_on = models.DateField("bekannt gegeben am", null=True)
    lapsed_at = models.DateTimeField("Abruffrist abgelaufen am", null=True)

    class Meta:
        verbose_name = "Bekanntgabe"
        verbose_name_plural = "Bekanntgaben"
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "bescheid",
                condition=Q(lapsed_at=None),
                name="bekanntgabe_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(announced_on=None)
                | Q(channel="portal", retrieved_at__isnull=False)
                | Q(channel="post", posted_on__isnull=False),
                name="bekanntgabe_day_has_its_ground",
            ),
            models.CheckConstraint(
                condition=Q(lapsed_at=None) | Q(announced_on=None),
                name="bekanntgabe_lapsed_or_announced",
            ),
        ]

    def __str__(self):
        return f"{self.get_channel_display()}, {self.bescheid}"

    @property
    def objection_until(self):
        """The last day on which a Widerspruch is in time; None before the Bekanntgabe."""
        return self.announced_on and last_day_to_object(self.announced_on)

    @property
    def notified_at(self):
        """When the Benachrichtigung really left; None while it waits."""
        return self.notification.done_at if self.notification else None

    @property
    def notification_can_arrive(self) -> bool:
        """Whether the Benachrichtigung was sent or still waits to be."""
        return self.notification is not None and self.notification.state != LeaseState.FAILED
