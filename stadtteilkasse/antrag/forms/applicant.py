from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from regions.forms import postal_code_digits
from stadtteilkasse.antrag.answers import FIELDS_OF_KIND, NAME_OF_KIND, ONLY_FOR_SOME_KINDS
from stadtteilkasse.antrag.forms.base import PageForm, YesNoField
from stadtteilkasse.antrag.models import Antrag, ApplicantKind, Delivery

# Refuses only what nobody could call; how people group their digits is their own affair.
enough_digits = RegexValidator(
    r"^\D*(?:\d\D*){5,}$",
    _("Dieser Telefonnummer fehlen Ziffern. Schreiben Sie sie zum Beispiel so: 030 123456."),
)


def text(label, max_length, autocomplete="off", css_class="", **options):
    widget = forms.TextInput(
        attrs={"autocomplete": autocomplete} | ({"class": css_class} if css_class else {})
    )
    return forms.CharField(label=label, max_length=max_length, widget=widget, **options)


class KindForm(PageForm):
    slug = "sie"

    applicant_kind = forms.ChoiceField(
        label=_("Für wen stellen Sie den Antrag?"),
        choices=ApplicantKind.choices,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Antrag
        fields = ["applicant_kind"]


class ContactForm(PageForm):
    """The person who applies; each kind of applicant is asked only what it needs."""

    slug = "kontakt"
    marks_optional = False  # the hints say what may stay empty

    organisation = text(_("Name"), 120, "organization")
    first_name = text(_("Vorname"), 60, "given-name")
    last_name = text(_("Nachname"), 60, "family-name")
    street = text(_("Straße"), 120, "address-line1")
    house_number = text(_("Hausnummer"), 10, css_class="field-short")
    postal_code = text(
        _("Postleitzahl"), 5, "postal-code", "field-short", validators=[postal_code_digits]
    )
    city = text(_("Ort"), 60, "address-level2")
    phone = forms.CharField(
        label=_("Telefon"),
        max_length=30,
        required=False,
        validators=[enough_digits],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-Mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Das ist keine E-Mail-Adresse. Sie braucht ein @ und einen Punkt danach.")
        },
    )
    transparency_number = text(
        _("Nummer in der Transparenzdatenbank"),
        30,
        required=False,
        help_text=_("Wenn Sie noch keine haben: Sie können den Antrag trotzdem senden."),
    )
    nonprofit = YesNoField(label=_("Sind Sie als gemeinnützig anerkannt?"), required=False)
    input_tax = YesNoField(
        label=_("Bekommen Sie die Mehrwertsteuer vom Finanzamt zurück?"),
        help_text=_(
            "Das heißt „zum Vorsteuerabzug berechtigt“. Die meisten Vereine sind es nicht."
        ),
        required=False,
    )

    class Meta:
        model = Antrag
        fields = [
            "organisation",
            "first_name",
            "last_name",
            "street",
            "house_number",
            "postal_code",
            "city",
            "phone",
            "email",
            "transparency_number",
            "nonprofit",
            "input_tax",
        ]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        kind = self.instance.applicant_kind
        for name in set(ONLY_FOR_SOME_KINDS) - set(FIELDS_OF_KIND.get(kind, ())):
            del self.fields[name]
        if "organisation" in self.fields:
            self.fields["organisation"].label = NAME_OF_KIND[kind]
            self.fields["organisation"].error_messages["required"] = _(
                "Bitte schreiben Sie den Namen."
            )

    @property
    def known_answers(self):
        return self.cleaned_data | {"applicant_kind": self.instance.applicant_kind}


class DeliveryForm(PageForm):
    slug = "zustellung"

    delivery = forms.ChoiceField(
        label=_("Wie möchten Sie unseren Brief bekommen?"),
        choices=[
            (
                Delivery.PORTAL.value,
                _("Online: Ich bekomme eine E-Mail und hole den Brief hier ab."),
            ),
            (Delivery.POST.value, _("Per Post an meine Adresse.")),
        ],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Antrag
        fields = ["delivery"]
