from django import forms

from portal.kern.fields import DateField, TimeField
from portal.money import EuroField
from portal.templatetags.german import uhrzeit, wochentag
from regions.models import Bezirksregion
from stadtteilkasse.jury.domain import ZERO, SitzungForm, Vote, VoteResult


class PlanForm(forms.Form):
    """A Sitzung; `regions` only for a new one."""

    region = forms.ModelChoiceField(
        Bezirksregion.objects.none(),
        label="Stadtteil",
        empty_label=None,
    )
    day = DateField(label="Tag")
    starts_at = TimeField(label="Beginn")
    form = forms.ChoiceField(label="Form", choices=SitzungForm.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label="Ort", help_text="Oder der Link zur Videokonferenz.", max_length=200, required=False
    )
    application_deadline = DateField(
        label="Anträge bis", help_text="Bis zu diesem Tag kommen Anträge noch in diese Sitzung."
    )
    invited = forms.IntegerField(
        label="Wie viele sind eingeladen?",
        help_text="Alle Mitglieder der Jury (§ 90 VwVfG).",
        min_value=1,
        max_value=99,
        required=False,
    )

    def __init__(self, *args, regions=None, **kwargs):
        super().__init__(*args, **kwargs)
        if regions is None:
            del self.fields["region"]
        else:
            self.fields["region"].queryset = regions


class AttendanceForm(forms.Form):
    invited = forms.IntegerField(label="Eingeladen", min_value=1, max_value=99)
    present = forms.IntegerField(label="Anwesend", min_value=0, max_value=99)


class VoteForm(forms.Form):
    """What the jury said about one item."""

    marks_optional = False

    result = forms.ChoiceField(
        label="Ergebnis",
        choices=[
            (VoteResult.FULL, "Ja, wie beantragt"),
            (VoteResult.REDUCED, "Ja, mit weniger Geld"),
            (VoteResult.NO, "Nein"),
            (VoteResult.ADJOURNED, "Vertagt"),
        ],
        widget=forms.RadioSelect,
    )
    yes = forms.IntegerField(label="Ja", min_value=0, max_value=99, required=False)
    no = forms.IntegerField(label="Nein", min_value=0, max_value=99, required=False)
    abstain = forms.IntegerField(label="Enthaltung", min_value=0, max_value=99, required=False)
    chair_decided = forms.BooleanField(
        label="Bei Gleichstand hat die Stimme des Vorsitzes für Ja entschieden", required=False
    )
    amount = EuroField(
        label="Betrag", help_text="Nur bei „mit weniger Geld“.", required=False, min_value=ZERO
    )
    reason = forms.CharField(
        label="Begründung",
        help_text="In zwei Sätzen. Nötig bei weniger Geld und bei Nein; sie steht später im Brief.",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def vote(self) -> Vote:
        data = self.cleaned_data
        return Vote(
            VoteResult(data["result"]),
            data["yes"] or 0,
            data["no"] or 0,
            data["abstain"] or 0,
            data["amount"] or ZERO,
            data["reason"].strip(),
            data["chair_decided"],
        )


class AgendaForm(forms.Form):
    """Which Sitzung a case goes to."""

    sitzung = forms.ModelChoiceField(
        None, label="In welche Sitzung?", empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args, sitzungen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sitzung"].queryset = sitzungen
        self.initial.setdefault("sitzung", sitzungen.first())
        self.fields["sitzung"].label_from_instance = _words


def _words(sitzung):
    words = f"{wochentag(sitzung.day)}, {uhrzeit(sitzung.starts_at)} Uhr"
    return f"{words}, {sitzung.place}" if sitzung.place else words
