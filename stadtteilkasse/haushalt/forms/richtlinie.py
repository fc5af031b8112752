"""A version of the Richtlinie as one form with three lists. Two empty lines wait in each list."""

from decimal import Decimal

from django import forms

from portal.kern.fields import DateField
from portal.money import EuroField
from stadtteilkasse.haushalt.models import Ausschluss, Kostenart, Kriterium, Richtlinie
from stadtteilkasse.haushalt.models.richtlinie import RULE_FIELDS

EMPTY_LINES = 2
WHOLE_BEZIRK = ""


GROUPS = [
    ("Fassung", ["title", "valid_from"]),
    ("Geld", ["max_amount", "item_tolerance_percent"]),
    ("Entscheidung und Briefe", ["legal_form", "texts_approved", "drafters"]),
    (
        "Vergabe",
        [
            "award_body",
            "quorum_minimum",
            "jury_anonymous",
            "all_criteria_required",
        ],
    ),
    ("Zeit im Verfahren", ["check_workdays", "correction_days", "letter_workdays", "proof_weeks"]),
    ("Ende des Jahres", ["last_application", "last_letter", "last_proof"]),
]


class DraftForm(forms.Form):
    """Where a new version is to hold; it starts as a copy of what holds there now."""

    region = forms.ChoiceField(
        label="Für welches Gebiet?",
        required=False,
        help_text="Regeln für einen Stadtteil gehen dort den Regeln für den Bezirk vor.",
    )
    marks_optional = False

    def __init__(self, *args, regions, **kwargs):
        super().__init__(*args, **kwargs)
        self.regions = {region.pk: region for region in regions}
        self.fields["region"].choices = [
            (WHOLE_BEZIRK, "der ganze Bezirk"),
            *((pk, str(region)) for pk, region in self.regions.items()),
        ]

    def clean_region(self):
        return self.regions.get(self.cleaned_data["region"])


class ValuesForm(forms.ModelForm):
    valid_from = DateField(label="Gültig ab")
    max_amount = EuroField(label="Höchstbetrag je Aktion", min_value=Decimal("0.01"))

    class Meta:
        model = Richtlinie
        fields = RULE_FIELDS
        help_texts = {
            "legal_form": "Ohne Rechtsform und freigegebene Texte tragen Briefe den Vermerk "
            "„Entwurf – nicht gültig“.",
            "texts_approved": "Das Rechtsamt hat alle Bausteine der Briefe für diese Rechtsform "
            "geprüft.",
            "all_criteria_required": "Sonst reicht eines, und dazu alle, die immer erfüllt sein "
            "müssen.",
            "last_application": "Tag und Monat, zum Beispiel 10.11.",
            "last_letter": "Tag und Monat, zum Beispiel 30.11.",
            "last_proof": "Tag und Monat, zum Beispiel 10.12.",
        }

    @property
    def groups(self):
        """The fields as they belong together: (legend, bound fields)."""
        return [(legend, [self[name] for name in names]) for legend, names in GROUPS]

    def clean(self):
        data = super().clean()
        if data.get("texts_approved") and not data.get("legal_form"):
            self.add_error("legal_form", "Freigegebene Texte brauchen eine Rechtsform.")
        return data


class LineForm(forms.ModelForm):
    @property
    def title(self):
        """What the line is about, empty for a new one."""
        return self.initial.get(self.title_field, "")


class KostenartForm(LineForm):
    title_field = "label"

    class Meta:
        model = Kostenart
        fields = ["label", "code", "examples", "rule", "hint", "source"]
        help_texts = {"code": "Kleine Buchstaben ohne Umlaute. Danach nicht mehr ändern."}
        widgets = {"hint": forms.Textarea({"rows": 2})}


class KriteriumForm(LineForm):
    title_field = "text"

    class Meta:
        model = Kriterium
        fields = ["text", "required"]
        widgets = {"text": forms.Textarea({"rows": 2})}


class AusschlussForm(LineForm):
    title_field = "text"

    class Meta:
        model = Ausschluss
        fields = ["code", "text", "alternative", "keywords"]
        help_texts = {"keywords": "Wortanfänge, mit Komma getrennt: bier, wein, sekt"}
        widgets = {
            "text": forms.Textarea({"rows": 2}),
            "alternative": forms.Textarea({"rows": 2}),
            "keywords": forms.Textarea({"rows": 2}),
        }


class LinesFormSet(forms.BaseFormSet):
    """A list whose lines carry a key that stands only once."""

    key = None

    def clean(self):
        if any(self.errors) or self.key is None:
            return
        seen = set()
        for form in self._kept:
            value = form.cleaned_data[self.key]
            if value in seen:
                form.add_error(self.key, "Das gibt es schon in einer anderen Zeile.")
            seen.add(value)

    @property
    def lines(self):
        """The lines that stay, as dicts."""
        return [
            {name: form.cleaned_data[name] for name in form._meta.fields} for form in self._kept
        ]

    @property
    def _kept(self):
        deleted = self.deleted_forms
        return [form for form in self.forms if form.cleaned_data and form not in deleted]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Diese Zeile streichen"


def _formset(form, key=None):
    base = type("LinesFormSet", (LinesFormSet,), {"key": key})
    return forms.formset_factory(form, formset=base, extra=EMPTY_LINES, can_delete=True)


LISTS = {
    "kostenarten": _formset(KostenartForm, key="code"),
    "kriterien": _formset(KriteriumForm),
    "ausschluesse": _formset(AusschlussForm, key="code"),
}


class RichtlinieForms:
    """The form of the values and the three lists, as one thing to bind, check and save."""

    def __init__(self, data, *, contents):
        self.values = ValuesForm(data, initial=contents["values"])
        self.lists = {
            name: formset(data, initial=contents[name], prefix=name)
            for name, formset in LISTS.items()
        }

    @property
    def all(self):
        return [self.values, *self.lists.values()]

    def is_valid(self):
        """Whether all of it is right. Every form is checked, so that all errors are shown."""
        results = [form.is_valid() for form in self.all]
        return all(results)

    @property
    def contents(self):
        """What `services.write_richtlinie` takes."""
        lines = {name: formset.lines for name, formset in self.lists.items()}
        return {"values": {name: self.values.cleaned_data[name] for name in RULE_FIELDS}} | lines
