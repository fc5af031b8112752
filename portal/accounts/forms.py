from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

EMAIL = forms.EmailInput(attrs={"autocomplete": "email"})


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_("Zum Beispiel: name@beispiel.de"),
        widget=EMAIL,
        error_messages={
            "required": _("Bitte geben Sie Ihre E-Mail-Adresse ein."),
            "invalid": _("Das ist keine E-Mail-Adresse. Sie braucht ein @ und einen Punkt danach."),
        },
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code aus der E-Mail"),
        help_text=_("Sechs Ziffern. Sie können den Code kopieren und hier einfügen."),
        # No maxlength: a pasted code brings spaces and words along.
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Bitte geben Sie den Code aus der E-Mail ein.")},
    )


class StaffLoginForm(forms.Form):
    email = forms.EmailField(
        label="E-Mail-Adresse", widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Passwort",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.user = None

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        self.user = authenticate(
            self.request, username=cleaned["email"], password=cleaned["password"]
        )
        if self.user is None:
            raise forms.ValidationError(
                "E-Mail-Adresse oder Passwort stimmt nicht. Bitte prüfen Sie beides."
            )
        return cleaned


class SecondFactorForm(forms.Form):
    code = forms.CharField(
        label="Code aus Ihrer App",
        help_text="Sechs Ziffern. Ohne Ihr Gerät: einer Ihrer Notfallcodes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Bitte geben Sie den Code aus Ihrer App ein."},
    )

    def clean_code(self):
        return "".join(self.cleaned_data["code"].split())


class SetUpForm(SecondFactorForm):
    code = forms.CharField(
        label="Code, den die App jetzt anzeigt",
        help_text="Sechs Ziffern.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Bitte geben Sie den Code ein, den die App anzeigt."},
    )
