"""What the pattern page shows: every component in every state."""

from decimal import Decimal

from django import forms
from django.core.paginator import Paginator

from portal.kern.fields import DateField, TimeField
from portal.money import EuroField

CHOICES = [("person", "Eine Person"), ("group", "Eine Gruppe"), ("association", "Ein Verein")]


class PatternForm(forms.Form):
    title = forms.CharField(
        label="Wie heißt Ihre Aktion?", max_length=80, help_text="Zum Beispiel: Kiezfest im Mai"
    )
    plan = forms.CharField(
        label="Was haben Sie vor?",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Höchstens 200 Zeichen",
    )
    people = forms.IntegerField(label="Wie viele Menschen kommen?", required=False, min_value=1)
    email = forms.EmailField(
        label="E-Mail", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    phone = forms.CharField(
        label="Telefon", required=False, widget=forms.TelInput(attrs={"autocomplete": "tel"})
    )
    day = DateField(label="An welchem Tag?")
    time = TimeField(label="Um wie viel Uhr?", required=False)
    amount = EuroField(
        label="Wie viel Geld brauchen Sie?", max_value=Decimal(500), help_text="Höchstens 500 Euro"
    )
    kind = forms.ChoiceField(
        label="Wer stellt den Antrag?", choices=CHOICES, widget=forms.RadioSelect
    )
    helps = forms.MultipleChoiceField(
        label="Was brauchen Sie noch?",
        choices=[
            ("room", "Einen Raum"),
            ("advice", "Beratung"),
            ("people", "Helferinnen und Helfer"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Sie können mehreres wählen.",
    )
    region = forms.ChoiceField(
        label="In welchem Stadtteil?", choices=[("", "Bitte wählen"), ("a", "A"), ("b", "B")]
    )
    file = forms.FileField(
        label="Datei", required=False, help_text="PDF oder Foto, höchstens 10 Megabyte"
    )
    agreed = forms.BooleanField(label="Ich habe noch nicht mit der Aktion begonnen.")


# A text too long, an address that is none, an amount too high, a choice that is not offered.
REFUSED = {
    "title": "Kiezfest",
    "plan": "x" * 201,
    "people": "0",
    "email": "aylin",
    "day": "morgen",
    "amount": "600",
    "kind": "nobody",
    "region": "a",
    "agreed": "on",
}


def pattern_context():
    invalid_form = PatternForm({}, prefix="empty")
    filled_form = PatternForm(
        {f"filled-{name}": value for name, value in REFUSED.items()}, prefix="filled"
    )
    return {
        "kinds": ["info", "success", "warning", "danger"],
        "form": PatternForm(),
        "invalid_form": invalid_form,
        "filled_form": filled_form,
        "invalid_forms": [invalid_form, filled_form],
        "breadcrumb": [("Start", "/"), ("Muster", "/_kern/"), ("Alle Bausteine", "")],
        "page": Paginator(range(300), 25).page(5),
        "tabs": [("Antrag", "?teil=1", True), ("Verlauf", "?teil=2", False)],
        "chips": [("Stadtteil: A", "?b"), ("Jahr: 2026", "?a")],
        "pairs": [("Aktion", "Kiezfest im Mai"), ("Ort", "Platz vor der Bibliothek"), ("Web", "")],
        "tasks": [
            {"label": "Sie", "href": "#", "status": "fertig", "kind": "success"},
            {"label": "Kosten", "href": "#", "status": "bitte prüfen", "kind": "warning"},
            {"label": "Dateien", "href": "#", "status": "offen", "kind": "neutral"},
            {
                "label": "Senden",
                "href": "",
                "status": "noch nicht möglich",
                "kind": "neutral",
                "hint": "Zuerst alle Teile ausfüllen.",
            },
        ],
        "history": [
            {"when": "Am 12. März", "text": "Die Jury spricht über Ihren Antrag."},
            {
                "when": "2. März, 14:03",
                "text": "Ihr Antrag ist da.",
                "kind": "success",
                "detail": "Nummer STK-PAR-2026-001",
            },
            {"when": "1. März, 9:12", "text": "Wir brauchen noch das Datum.", "kind": "warning"},
        ],
        "steps": [
            ("Idee aufschreiben", "Das dauert etwa 15 Minuten."),
            ("Die Jury entscheidet", "Sie trifft sich alle sechs Wochen."),
            ("Brief kommt", "Etwa zwei Wochen später."),
            ("Loslegen", "Erst jetzt kaufen und mieten."),
        ],
        "shares": [
            ("1.200,00 Euro bewilligt", Decimal(1200), "granted"),
            ("800,00 Euro reserviert", Decimal(800), "reserved"),
            ("500,00 Euro gesperrt", Decimal(500), "blocked"),
            ("2.500,00 Euro frei", Decimal(2500), "free"),
        ],
    }
