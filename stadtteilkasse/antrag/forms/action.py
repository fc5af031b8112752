from django import forms
from django.utils.translation import gettext_lazy as _

from portal import clock
from stadtteilkasse.antrag.answers import LONGEST_DESCRIPTION
from stadtteilkasse.antrag.forms.base import PageForm, YesNoField
from stadtteilkasse.antrag.models import Antrag, TargetGroup, Topic
from stadtteilkasse.antrag.queries.outlook import richtlinie_of

LONGEST_TEXT = 600
MOST_VOLUNTEERS = 9999


def long_text(label, help_text, max_length=LONGEST_TEXT, rows=4, **options):
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=max_length,
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


def whole_number(label, sentence, **options):
    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "class": "field-short"}
    )
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_VOLUNTEERS,
        widget=widget,
        error_messages={"invalid": sentence, "min_value": sentence, "max_value": sentence},
        **options,
    )


class ActionForm(PageForm):
    slug = "aktion"

    title = forms.CharField(
        label=_("Wie heißt Ihre Aktion?"),
        help_text=_("Zum Beispiel: Nachbarschaftsfest im Hof"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    description = long_text(
        _("Beschreiben Sie Ihre Aktion"),
        _(
            "Was passiert? Wie läuft es ab? Wer ist dabei? "
            "300 bis 1.500 Zeichen, das sind 4 bis 15 Zeilen."
        ),
        LONGEST_DESCRIPTION,
        rows=9,
    )
    aim = long_text(
        _("Was wird dadurch in der Nachbarschaft besser?"),
        _("Zum Beispiel: Die Leute aus beiden Häusern lernen sich kennen."),
        rows=3,
    )
    topic = forms.ChoiceField(
        label=_("Welches Thema passt am besten?"), choices=Topic.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Antrag
        fields = ["title", "description", "aim", "topic"]


class ParticipationForm(PageForm):
    slug = "mitmachen"

    target_groups = forms.MultipleChoiceField(
        label=_("Für wen ist die Aktion?"),
        help_text=_("Sie können mehrere wählen."),
        choices=TargetGroup.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    open_to_all = YesNoField(label=_("Können alle kommen, auch wer Sie nicht kennt?"))
    publicity = long_text(
        _("Wie erfahren die Leute davon?"),
        _("Zum Beispiel: Zettel im Treppenhaus, Plakat im Nachbarschaftshaus"),
        rows=2,
    )
    minors = YesNoField(label=_("Machen Kinder oder Jugendliche unter 18 mit?"))
    volunteers = whole_number(
        _("Wie viele Menschen helfen ohne Bezahlung mit?"),
        _("Bitte schreiben Sie eine Zahl, zum Beispiel 5."),
    )
    volunteer_hours = whole_number(
        _("Wie viele Stunden sind das zusammen ungefähr?"),
        _("Bitte schreiben Sie eine Zahl, zum Beispiel 20."),
        required=False,
    )
    volunteer_work = long_text(
        _("Was tun sie?"),
        _("Zum Beispiel: aufbauen, Kuchen backen, mit den Kindern spielen"),
        rows=2,
    )
    criteria = forms.TypedMultipleChoiceField(
        label=_("Was trifft auf Ihre Aktion zu?"),
        help_text=_("Danach entscheidet die Jury. Nicht alles muss passen."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Antrag
        fields = [
            "target_groups",
            "open_to_all",
            "publicity",
            "minors",
            "volunteers",
            "volunteer_hours",
            "volunteer_work",
            "criteria",
        ]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        richtlinie = richtlinie_of(self.instance, clock.today())
        self.fields["criteria"].choices = [
            (row.position, row.text) for row in richtlinie.kriterien.all()
        ]
