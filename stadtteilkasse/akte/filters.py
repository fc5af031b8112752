"""One FilterSet for list, count and export."""

import django_filters as filters
from django import forms
from django.db.models import F
from django.http import QueryDict

from portal import clock
from portal.kern.pages import PARAMETER
from portal.money import EuroField, format_euro
from regions.roles.queries import regions_of
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.querysets import SEES_CASES
from stadtteilkasse.antrag.search import matching
from stadtteilkasse.haushalt.models import Haushaltsjahr

ORDERS = {
    "neu": ("zuletzt gesendet", (F("submitted_at").desc(), F("pk").desc())),
    "alt": ("zuerst gesendet", (F("submitted_at").asc(), F("pk").asc())),
    "faellig": ("zuerst fällig", (F("due_on").asc(nulls_last=True), F("pk").asc())),
    "betrag": ("höchster Betrag", (F("requested_amount").desc(), F("pk").desc())),
    "stand": ("am längsten im Stand", (F("stage_since").asc(), F("pk").asc())),
}
FIRST_ORDER = "neu"

SENT_STAGES = [(value, label) for value, label in Stage.choices if value != Stage.DRAFT]


class FilterForm(forms.Form):
    marks_optional = False


class EuroFilter(filters.Filter):
    field_class = EuroField


class AntragFilter(filters.FilterSet):
    """The cases in a person's office, as chosen. `queryset` decides what is visible at all."""

    suche = filters.CharFilter(label="Suche", method="search")
    stadtteil = filters.ChoiceFilter(
        label="Stadtteil", field_name="region", empty_label="alle Stadtteile"
    )
    stand = filters.ChoiceFilter(
        label="Stand", field_name="stage", choices=SENT_STAGES, empty_label="jeder Stand"
    )
    jahr = filters.ChoiceFilter(
        label="Haushaltsjahr", field_name="haushaltsjahr__year", empty_label="alle Jahre"
    )
    betrag_von = EuroFilter(label="Betrag ab", field_name="requested_amount", lookup_expr="gte")
    betrag_bis = EuroFilter(label="Betrag bis", field_name="requested_amount", lookup_expr="lte")
    faellig = filters.BooleanFilter(
        label="nur überfällige", method="overdue", widget=forms.CheckboxInput
    )
    sortierung = filters.ChoiceFilter(
        label="Sortierung",
        method="order",
        choices=[(key, label) for key, (label, _) in ORDERS.items()],
        empty_label=None,
    )

    class Meta:
        model = Antrag
        fields = []
        form = FilterForm

    def __init__(self, data, *, user):
        super().__init__(data, Antrag.objects.in_office(user).sent())
        self.filters["stadtteil"].extra["choices"] = list(
            regions_of(user, *SEES_CASES).values_list("pk", "name")
        )
        years = Haushaltsjahr.objects.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["jahr"].extra["choices"] = [(str(year), str(year)) for year in years]

    def search(self, cases, name, text):
        return cases.filter(matching(Antrag.objects.all(), text))

    def overdue(self, cases, name, only_overdue):
        return cases.filter(due_on__lt=clock.today()) if only_overdue else cases

    def order(self, cases, name, chosen):
        return cases.order_by(*ORDERS[chosen][1])

    @property
    def cases(self):
        """What was chosen, in its order; nothing while a filter makes no sense."""
        if not self.is_valid():
            return self.queryset.none()
        cases = self.qs
        return cases if self.form.cleaned_data["sortierung"] else self.order(cases, "", FIRST_ORDER)

    def chips(self) -> list[tuple[str, str]]:
        """What was chosen as (words, address without it)."""
        if not self.is_valid():
            return []
        return [
            (words, _without(self.data, name))
            for name, value in self.form.cleaned_data.items()
            if (words := self._words(name, value))
        ]

    def _words(self, name, value):
        if value in (None, "", False) or name == "sortierung":
            return ""
        field = self.form.fields[name]
        if name == "faellig":
            return "überfällig"
        if isinstance(field, EuroField):
            return f"{field.label} {format_euro(value)} €"
        chosen = dict(getattr(field, "choices", ())).get(value, value)
        return f"{field.label}: {chosen}"


def _without(query: QueryDict, name) -> str:
    rest = query.copy()
    rest.pop(name, None)
    rest.pop(PARAMETER, None)
    return f"?{rest.urlencode()}"
