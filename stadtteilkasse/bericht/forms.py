from django import forms

from stadtteilkasse.bericht.models import Bericht
from stadtteilkasse.bericht.services import HEAD

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class HeadForm(forms.ModelForm):
    class Meta:
        model = Bericht
        fields = HEAD
        widgets = {
            "decided_on": DAY,
            "bvv_on": DAY,
            "addition": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "drucksache_number": "Zum Beispiel 2477/V. Kann später eingetragen werden.",
            "addition": "Steht unter den Zahlen. Die Zahlen selbst ändern sich nicht mehr.",
        }
