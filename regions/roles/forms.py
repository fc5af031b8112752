from django import forms

from portal import clock
from portal.kern.fields import DateField
from regions.models import Bezirksregion
from regions.roles import queries
from regions.roles.permissions import Role


class GiveRoleForm(forms.Form):
    email = forms.EmailField(
        label="Dienstliche E-Mail-Adresse",
        help_text="Wer noch kein Konto hat, bekommt eine Einladung an diese Adresse.",
    )
    name = forms.CharField(label="Vor- und Nachname", max_length=120)
    role = forms.ChoiceField(label="Rolle", choices=[("", "Bitte wählen"), *Role.choices])
    area = forms.ChoiceField(
        label="Gebiet", help_text="Eine Rolle für den Bezirk gilt in allen seinen Bezirksregionen."
    )
    valid_from = DateField(label="Erster Tag")
    valid_until = DateField(
        label="Letzter Tag",
        required=False,
        help_text="Leer: die Rolle gilt, bis jemand sie beendet. Die Prüfung braucht ein Ende.",
    )

    def __init__(self, *args, leitung, **kwargs):
        super().__init__(*args, **kwargs)
        self.areas = areas_led_by(leitung)
        self.fields["area"].choices = [
            ("", "Bitte wählen"),
            *((key, str(area)) for key, area in self.areas.items()),
        ]
        self.fields["valid_from"].initial = clock.today()

    def clean_area(self):
        return self.areas[self.cleaned_data["area"]]


class EndRoleForm(forms.Form):
    ended_on = DateField(
        label="Ab wann gilt die Rolle nicht mehr?",
        help_text="Heute: sie endet sofort.",
    )
    handed_to = forms.ModelChoiceField(
        label="Wer übernimmt die offene Arbeit?",
        queryset=None,
        required=False,
        empty_label="Es gibt keine offene Arbeit",
    )

    def __init__(self, *args, takers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["handed_to"].queryset = takers
        self.fields["ended_on"].initial = clock.today()


def areas_led_by(leitung):
    """The areas in which the person may give roles: the Bezirke they lead, then the regions."""
    bezirke = queries.bezirke_of(leitung, Role.LEITUNG)
    regions = Bezirksregion.objects.filter(bezirk__in=bezirke).valid_on(clock.today())
    return {area.pk: area for area in (*bezirke, *regions)}
