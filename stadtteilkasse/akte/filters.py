"""One FilterSet for list, count and export."""

import django_filters as filters
from django import forms
from django.db.models import F
from django.forms.utils import flatatt
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from portal import clock
from portal.kern.pages import PARAMETER
from portal.money import EuroField, format_euro
from regions.roles.queries import regions_by_role
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

SELECTED = mark_safe(" selected")

# The bar as HTML while nothing is chosen, by what it offers: then it is the same each time, and
# making it would cost as much as all the rest of the list.
_untouched_bars: dict[tuple, str] = {}


def regions_in_view(user) -> dict:
    """{id: name} of all regions whose cases the person sees by office, by id."""
    held = regions_by_role(user)
    found = {pk: name for role in SEES_CASES for pk, name in held[role].items()}
    return dict(sorted(found.items()))


def sent_stages():
    return [(value, label) for value, label in Stage.choices if value != Stage.DRAFT]


def orders():
    return [(key, label) for key, (label, _) in ORDERS.items()]


class FilterForm(forms.Form):
    marks_optional = False


class PlainSelect(forms.Select):
    """A select without a template for each option: those cost more than the list's query."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", label) for key, label in self.choices),
        )
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(self.build_attrs(self.attrs, attrs)),
            options,
        )


class EuroFilter(filters.Filter):
    field_class = EuroField


class AntragFilter(filters.FilterSet):
    """The cases in a person's office, as chosen. `queryset` decides what is visible at all."""

    suche = filters.CharFilter(label="Suche", method="search")
    stadtteil = filters.ChoiceFilter(
        label="Stadtteil",
        field_name="region",
        empty_label="alle Stadtteile",
        widget=PlainSelect,
    )
    stand = filters.ChoiceFilter(
        label="Stand",
        field_name="stage",
        choices=sent_stages,
        empty_label="jeder Stand",
        widget=PlainSelect,
    )
    jahr = filters.ChoiceFilter(
        label="Haushaltsjahr",
        field_name="haushaltsjahr__year",
        empty_label="alle Jahre",
        widget=PlainSelect,
    )
    betrag_von = EuroFilter(label="Betrag ab", field_name="requested_amount", lookup_expr="gte")
    betrag_bis = EuroFilter(label="Betrag bis", field_name="requested_amount", lookup_expr="lte")
    faellig = filters.BooleanFilter(
        label="nur überfällige", method="overdue", widget=forms.CheckboxInput
    )
    sortierung = filters.ChoiceFilter(
        label="Sortierung",
        method="order",
        choices=orders,
        empty_label=None,
        widget=PlainSelect,
    )

    class Meta:
        model = Antrag
        fields = []
        form = FilterForm

    def __init__(self, data, *, user):
        self.regions = regions_in_view(user)
        super().__init__(data, Antrag.objects.in_office(user, self.regions))
        years = Haushaltsjahr.objects.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["stadtteil"].extra["choices"] = tuple(self.regions.items())
        self.filters["jahr"].extra["choices"] = tuple((str(year), str(year)) for year in years)

    def search(self, cases, name, text):
        return cases.filter(matching(Antrag.objects.all(), text))

    def overdue(self, cases, name, only_overdue):
        return cases.filter(due_on__lt=clock.today()) if only_overdue else cases

    def order(self, cases, name, chosen):
        return cases.order_by(*ORDERS[chosen][1])

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is chosen, so that there is nothing to check."""
        return not any(self.data.get(name) for name in self.filters)

    @property
    def cases(self):
        """What was chosen, in its order; nothing while a filter makes no sense."""
        if self.is_untouched:
            return self.order(self.queryset, "", FIRST_ORDER)
        if not self.is_valid():
            return self.queryset.none()
        cases = self.qs
        return cases if self.form.cleaned_data["sortierung"] else self.order(cases, "", FIRST_ORDER)

    def chips(self) -> list[tuple[str, str]]:
        """What was chosen as (words, address without it)."""
        if self.is_untouched or not self.is_valid():
            return []
        return [
            (words, _without(self.data, name))
            for name, value in self.form.cleaned_data.items()
            if (words := self._words(name, value))
        ]

    def bar(self) -> str:
        """The filter bar as HTML."""
        if not self.is_untouched:
            return self._render_bar()
        offered = tuple(self.filters[name].extra["choices"] for name in ("stadtteil", "jahr"))
        if offered not in _untouched_bars:
            _untouched_bars[offered] = self._render_bar()
        return _untouched_bars[offered]

    def _render_bar(self):
        context = {"form": self.form, "count": len(self.chips())}
        return render_to_string("akte/_filter_bar.html", context)

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
