"""Years, budgets and the ledger."""

from dataclasses import fields

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal import clock
from portal.rows import PublicRow, VersionedRow
from regions.models import Bezirk, Bezirksregion
from regions.roles.queries import Role, regions_of
from stadtteilkasse.haushalt.domain import CASE_KINDS, ZERO, BookingKind, Money, name_of
from stadtteilkasse.haushalt.models.fields import AmountField

# Who sees budgets and rules: an office those of its region, the others those of the Bezirk.
READERS = (
    Role.STADTTEILKOORDINATION,
    Role.SACHBEARBEITUNG,
    Role.LEITUNG,
    Role.ZAHLUNG,
    Role.PRUEFUNG,
)

MONEY_FIELDS = tuple(field.name for field in fields(Money))


class HaushaltsjahrQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(bezirk__in=regions_of(user, *READERS).values("bezirk"))


class Haushaltsjahr(PublicRow, VersionedRow):
    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="haushaltsjahre")
    year = models.PositiveSmallIntegerField("Jahr")
    kapitel = models.CharField("Kapitel", max_length=10)
    titel = models.CharField("Titel", max_length=10)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now, editable=False)

    objects = HaushaltsjahrQuerySet.as_manager()

    class Meta:
        verbose_name = "Haushaltsjahr"
        verbose_name_plural = "Haushaltsjahre"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint("bezirk", "year", name="haushaltsjahr_unique"),
        ]

    def __str__(self):
        return str(self.year)


class BudgetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=regions_of(user, *READERS))


class Budget(models.Model):
    """The totals of one region and year, written with each booking under this row's lock.

    Without a row the region has no Kasse in that year. The columns are those of `domain.Money`.
    """

    haushaltsjahr = models.ForeignKey(Haushaltsjahr, models.PROTECT, related_name="budgets")
    region = models.ForeignKey(Bezirksregion, models.PROTECT, related_name="budgets")
    allotted = AmountField("Ansatz", default=ZERO)
    blocked = AmountField("gesperrt", default=ZERO)
    cut_uncovered = AmountField("gekürzt, nicht gedeckt", default=ZERO)
    sperre_uncovered = AmountField("gesperrt, nicht gedeckt", default=ZERO)
    reserved = AmountField("reserviert", default=ZERO)
    committed = AmountField("bewilligt, noch nicht ausgezahlt", default=ZERO)
    paid = AmountField("ausgezahlt", default=ZERO)
    returned = AmountField("zurückgeflossen", default=ZERO)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = "Budget"
        verbose_name_plural = "Budgets"
        ordering = ["region_id"]
        constraints = [
            models.UniqueConstraint("haushaltsjahr", "region", name="budget_unique"),
            models.CheckConstraint(
                condition=Q(
                    reserved__lte=F("allotted")
                    - F("blocked")
                    + F("returned")
                    - F("committed")
                    - F("paid")
                ),
                name="budget_never_overdrawn",
            ),
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": 0 for name in MONEY_FIELDS}),
                name="budget_nothing_negative",
            ),
        ]

    def __str__(self):
        return f"{self.region} {self.haushaltsjahr}"

    @property
    def money(self) -> Money:
        return Money(*(getattr(self, name) for name in MONEY_FIELDS))

    @money.setter
    def money(self, money):
        for name in MONEY_FIELDS:
            setattr(self, name, getattr(money, name))


class BookingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(budget__in=Budget.objects.visible_to(user))


class Booking(PublicRow):
    """One line of the ledger. Append-only (trigger); a release is a negative line of its kind.

    `amount` is what was ordered, signed; `taken` is what took effect at once. They differ where a
    Sperre or a lower Ansatz met too little free money (later lines of the same kind with amount 0
    catch the rest), and where money comes back after the year's end, which frees nothing.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="bookings")
    kind = models.CharField("Art", max_length=12, choices=BookingKind)
    amount = AmountField("Betrag")
    taken = AmountField("davon wirksam")
    # The one allowed relation upwards: a booking names its case.
    antrag = models.ForeignKey(
        "stadtteilkasse.Antrag", models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    # Where an Umschichtung comes from or goes to.
    counterpart = models.ForeignKey(Budget, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField("Grund", max_length=200, blank=True)
    # Nobody books what is caught by itself.
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    booked_at = models.DateTimeField("gebucht am", default=clock.now, editable=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = "Buchung"
        verbose_name_plural = "Buchungen"
        ordering = ["pk"]
        indexes = [
            models.Index("budget", "kind", name="booking_budget_kind"),
            models.Index("antrag", "kind", name="booking_antrag_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CASE_KINDS, antrag__isnull=False)
                | Q(
                    kind__in=[kind for kind in BookingKind if kind not in CASE_KINDS],
                    antrag=None,
                ),
                name="booking_names_its_case",
            ),
            models.CheckConstraint(
                condition=Q(kind=BookingKind.UMSCHICHTUNG, counterpart__isnull=False)
                | (~Q(kind=BookingKind.UMSCHICHTUNG) & Q(counterpart=None)),
                name="booking_names_its_counterpart",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"

    @property
    def name(self) -> str:
        return name_of(self.kind, self.amount)

    @property
    def took_less(self) -> bool:
        """Whether less took effect than was ordered."""
        return abs(self.taken) < abs(self.amount)
