from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kern.fields import DateField
from regions.forms import postal_code_digits
from stadtteilkasse.antrag.forms.base import PageForm, YesNoField
from stadtteilkasse.antrag.models import Antrag, AreaAnswer, OwnerConsent

POSTAL_CODE = {"inputmode": "numeric", "autocomplete": "off"}


class PlaceForm(PageForm):
    slug = "ort"

    place_street = forms.CharField(
        label=_("Straße oder Platz"),
        help_text=_("Zum Beispiel: Müllerstraße"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place_house_number = forms.CharField(
        label=_("Hausnummer"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "field-short"}),
    )
    place_postal_code = forms.CharField(
        label=_("Postleitzahl"),
        max_length=5,
        required=False,
        validators=[postal_code_digits],
        widget=forms.TextInput(attrs=POSTAL_CODE | {"class": "field-short"}),
    )
    place_text = forms.CharField(
        label=_("Wo genau?"),
        help_text=_("Zum Beispiel: im Innenhof, oder im Park am Spielplatz"),
        max_length=200,
        required=False,
    )
    owner_consent = forms.ChoiceField(
        label=_("Darf die Aktion dort stattfinden?"),
        help_text=_(
            "Fragen Sie, wem der Ort gehört: zum Beispiel die Hausverwaltung. Für Straßen und "
            "Parks fragen Sie das Bezirksamt."
        ),
        choices=OwnerConsent.choices,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Antrag
        fields = [
            "place_street",
            "place_house_number",
            "place_postal_code",
            "place_text",
            "owner_consent",
        ]


class PlaceChoiceForm(forms.Form):
    """What was meant by an address: one of several places, or one of the Stadtteile."""

    choice = forms.ChoiceField(
        label=_("Welcher Ort ist es?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie einen Ort aus.")},
    )

    def __init__(self, *args, choices, label, **options):
        super().__init__(*args, **options)
        self.fields["choice"].choices = choices
        self.fields["choice"].label = label


class AreaForm(forms.Form):
    area_answer = forms.ChoiceField(
        label=_("Was möchten Sie tun?"),
        choices=AreaAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie einen Satz aus.")},
    )


class DateForm(PageForm):
    slug = "termin"

    starts_on = DateField(label=_("Erster Tag"))
    ends_on = DateField(
        label=_("Letzter Tag"),
        help_text=_("Nur, wenn Ihre Aktion länger als einen Tag dauert."),
        required=False,
    )
    begun = YesNoField(
        label=_("Haben Sie schon angefangen oder etwas dafür gekauft, bestellt oder gemietet?")
    )

    class Meta:
        model = Antrag
        fields = ["starts_on", "ends_on", "begun"]

    @property
    def answers(self):
        """A last day that is wrong is dropped, so that it never stands before a new first day."""
        return {"ends_on": None} | super().answers
