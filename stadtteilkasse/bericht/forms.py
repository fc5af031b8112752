from django import forms

from portal.kern.fields import DateField
from stadtteilkasse.bericht.models import Bericht
from stadtteilkasse.bericht.services import HEAD


class HeadForm(forms.ModelForm):
    decided_on = DateField(label="Beschluss des Bezirksamts am", required=False)
    bvv_on = DateField(label="Sitzung der BVV am", required=False)

    class Meta:
        model = Bericht
        fields = HEAD
        widgets = {
            "addition": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "drucksache_number": "Zum Beispiel 2477/V. Kann später eingetragen werden.",
            "addition": "Steht unter den Zahlen. Die Zahlen selbst ändern sich nicht mehr.",
        }
