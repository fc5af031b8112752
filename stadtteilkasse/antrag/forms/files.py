from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    upload = forms.FileField(
        label=_("Foto oder PDF"),
        help_text=_("Höchstens 10 MB. Fotos vom Telefon passen."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        allow_empty_file=True,  # answered by portal.files, in its own words
        error_messages={"required": _("Bitte wählen Sie zuerst eine Datei aus.")},
    )
    note = forms.CharField(
        label=_("Was ist darauf zu sehen?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
