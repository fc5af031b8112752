from django import forms

from koordination.domain import UnreadableHours, format_hours, parse_hours
from koordination.models import (
    Dienststelle,
    Kontakt,
    Koordination,
    OpeningHours,
    Traeger,
    Traegerschaft,
)
from portal.kern.fields import DateField

ADDRESS = ["street", "postal_code", "city", "phone", "email", "web"]
UNTIL = "Leer: bis auf Weiteres."
HOURS_ERROR = (
    "Das können wir nicht lesen. Schreiben Sie es zum Beispiel so: 10–14 Uhr, 16:30–18 Uhr."
)


def web_field():
    return forms.URLField(label="Internet", required=False, assume_scheme="https")


class TraegerForm(forms.ModelForm):
    web = web_field()

    class Meta:
        model = Traeger
        fields = ["name", *ADDRESS]


class TraegerschaftForm(forms.ModelForm):
    valid_from = DateField(label="Erster Tag")
    valid_until = DateField(label="Letzter Tag", required=False, help_text=UNTIL)

    class Meta:
        model = Traegerschaft
        fields = ["traeger", "valid_from", "valid_until"]


class OfficeForm(forms.ModelForm):
    """An office, with one line of opening hours for each day of the week."""

    web = web_field()
    valid_from = DateField(label="Erster Tag")
    valid_until = DateField(label="Letzter Tag", required=False, help_text=UNTIL)

    class Meta:
        model = Koordination
        fields = [
            "kind",
            "name",
            *ADDRESS,
            "languages",
            "accessibility",
            "valid_from",
            "valid_until",
        ]
        widgets = {"accessibility": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "languages": "Zum Beispiel: Deutsch, Türkisch, Arabisch.",
            "accessibility": "Stufen, Aufzug, Toilette, Hörschleife, Parkplatz …",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        had = self.instance.hours.all() if self.instance.pk else []
        for weekday in OpeningHours.Weekday:
            spans = [(row.opens, row.closes) for row in had if row.weekday == weekday]
            self.fields[f"hours_{weekday}"] = forms.CharField(
                label=weekday.label, max_length=60, required=False, initial=format_hours(spans)
            )

    def clean(self):
        cleaned = super().clean()
        hours = []
        for weekday in OpeningHours.Weekday:
            name = f"hours_{weekday}"
            try:
                spans = parse_hours(cleaned.pop(name, ""))
            except UnreadableHours:
                self.add_error(name, HOURS_ERROR)
            else:
                hours += [(weekday.value, opens, closes) for opens, closes in spans]
        return cleaned | {"hours": hours}

    @property
    def hours_fields(self):
        return [self[f"hours_{weekday}"] for weekday in OpeningHours.Weekday]


class ContactForm(forms.ModelForm):
    valid_from = DateField(label="Erster Tag")
    valid_until = DateField(label="Letzter Tag", required=False, help_text=UNTIL)

    class Meta:
        model = Kontakt
        fields = ["name", "function", "phone", "email", "is_public", "valid_from", "valid_until"]


class DienststelleForm(forms.ModelForm):
    web = web_field()
    valid_from = DateField(
        label="Gültig ab", help_text="Bis der nächste Eintrag beginnt. Gilt für neue Briefe."
    )

    class Meta:
        model = Dienststelle
        fields = ["authority", "department", "unit", *ADDRESS, "represented_by", "valid_from"]
