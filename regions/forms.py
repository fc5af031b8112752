import datetime as dt
from collections import defaultdict

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from portal.kern.fields import DateField
from regions.models import Planungsraum, SpecialArea
from regions.queries import find_planungsraum

FIVE_DIGITS = _("Eine Postleitzahl hat fünf Ziffern, zum Beispiel 13353.")
# What residents read; the one of the models speaks to developers.
postal_code_digits = RegexValidator(r"^\d{5}$", FIVE_DIGITS)


class AddressForm(forms.Form):
    """Asks for an address; `search()` says where it lies. Sent by POST: no addresses in URLs."""

    marks_optional = False

    street = forms.CharField(
        label=_("Straße"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
        error_messages={"required": _("Bitte geben Sie eine Straße an.")},
    )
    house_number = forms.CharField(label=_("Hausnummer"), max_length=12, required=False)
    postal_code = forms.CharField(
        label=_("Postleitzahl"),
        max_length=5,
        required=False,
        validators=[postal_code_digits],
        error_messages={"max_length": FIVE_DIGITS},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )

    def search(self):
        """An `AddressResult`, or None when nothing was asked or the question is not valid."""
        return find_planungsraum(**self.cleaned_data) if self.is_valid() else None


class SpecialAreaForm(forms.ModelForm):
    """A special area of one Bezirk, with its Planungsräume to tick."""

    valid_from = DateField(label="gültig ab")
    valid_until = DateField(label="gültig bis", required=False, help_text="Leer: bis auf Weiteres.")
    planungsraeume = forms.ModelMultipleChoiceField(
        label="Planungsräume",
        queryset=Planungsraum.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = SpecialArea
        fields = ["kind", "name", "valid_from", "valid_until", "planungsraeume", "source"]
        help_texts = {"source": "Woher Sie das wissen, zum Beispiel ein Beschluss mit Datum."}

    def __init__(self, *args, bezirk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["planungsraeume"].queryset = Planungsraum.objects.filter(
            bezirksregion__bezirk=bezirk
        ).select_related("bezirksregion")

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("valid_from"), cleaned.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", "Das Ende liegt vor dem Anfang. Bitte prüfen Sie beides.")
        return cleaned

    def planungsraeume_by_region(self):
        """(region, boxes to tick) for each Bezirksregion."""
        groups = defaultdict(list)
        for box in self["planungsraeume"]:
            groups[box.data["value"].instance.bezirksregion].append(box)
        return list(groups.items())


def differences(form, row):
    """(label, words) of what stands otherwise in the row than was typed, for who met `Stale`."""
    found = []
    for name in form.fields:
        if not hasattr(row, name):
            continue
        now, typed = getattr(row, name), form.cleaned_data[name]
        if hasattr(now, "all"):
            now, typed = list(now.all()), list(typed)
        if now != typed:
            found.append((form.fields[name].label, _in_words(row, name, now)))
    return found


def _in_words(row, name, value):
    if display := getattr(row, f"get_{name}_display", None):
        return display()
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or "–"
    return str(value or "–")
