"""What the office says about an application that it types for somebody."""

from django import forms

from portal import clock
from portal.kern.fields import DateField
from stadtteilkasse.antrag.models import Channel

BY_OFFICE = [choice for choice in Channel.choices if choice[0] != Channel.ONLINE]


class IntakeForm(forms.Form):
    region = forms.ModelChoiceField(
        label="Stadtteil",
        queryset=None,
        empty_label=None,
        error_messages={"required": "Bitte wählen Sie einen Stadtteil."},
    )
    channel = forms.ChoiceField(
        label="Wie kam der Antrag zu Ihnen?",
        choices=BY_OFFICE,
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie, wie der Antrag zu Ihnen kam."},
    )

    def __init__(self, *args, regions, **options):
        super().__init__(*args, **options)
        self.fields["region"].queryset = regions


class ReceiptForm(forms.Form):
    """Before sending for somebody: the day of receipt, and that the person has confirmed it all."""

    received_on = DateField(
        label="Tag des Eingangs",
        help_text="Der Tag des Anrufs, des Besuchs oder des Eingangsstempels.",
    )
    confirmed = forms.BooleanField(
        label="Ich habe alles vorgelesen oder gezeigt, und die Person hat es bestätigt.",
        error_messages={
            "required": "Bitte lesen Sie der Person alles vor, und bestätigen Sie es hier."
        },
    )

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise forms.ValidationError("Dieser Tag liegt in der Zukunft. Bitte prüfen Sie ihn.")
        return day
