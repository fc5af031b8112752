import datetime as dt

from django import forms

from portal import clock
from portal.kern.fields import DateField
from regions.models import Bezirksregion
from stadtteilkasse.antrag.checklist import Answer, CheckItem
from stadtteilkasse.antrag.models import Channel
from stadtteilkasse.antrag.sections import STAFF_WORDS, Section
from stadtteilkasse.antrag.services.review import SHORTEST_REASON
from stadtteilkasse.haushalt.models import Haushaltsjahr

PASSED = {"yes": True, "no": False, "": None}
ANSWERS = [("yes", "Ja"), ("no", "Nein"), ("", "offen")]
WORD_OF = {passed: word for word, passed in PASSED.items()}


class ChecklistForm(forms.Form):
    """The four items with a remark each; `standing` are the case's Pruefpunkte."""

    marks_optional = False

    def __init__(self, *args, standing=(), **kwargs):
        super().__init__(*args, **kwargs)
        found = {check.code: check for check in standing}
        for item in CheckItem:
            check = found.get(item)
            self.fields[item] = forms.ChoiceField(
                label=item.label,
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
                initial=WORD_OF[check.passed if check else None],
            )
            self.fields[f"{item}_remark"] = forms.CharField(
                label=f"Bemerkung zu: {item.label}",
                max_length=300,
                required=False,
                initial=check.remark if check else "",
            )

    def rows(self):
        """Per item: its field, the field of the remark."""
        return [(self[item], self[f"{item}_remark"]) for item in CheckItem]

    def answers(self) -> dict[CheckItem, Answer]:
        data = self.cleaned_data
        return {
            item: Answer(PASSED[data[item]], data[f"{item}_remark"].strip()) for item in CheckItem
        }


class AskForm(forms.Form):
    """One text for each section that lacks something, and the day by which to answer."""

    marks_optional = False

    def __init__(self, *args, days, **kwargs):
        super().__init__(*args, **kwargs)
        for section in Section:
            self.fields[section] = forms.CharField(
                label=STAFF_WORDS[section],
                required=False,
                max_length=1000,
                widget=forms.Textarea({"rows": 2}),
            )
        self.fields["due_on"] = DateField(
            label="Antwort bis",
            initial=clock.today() + dt.timedelta(days=days),
            help_text=f"Mindestens {days} Tage.",
        )

    def questions(self) -> dict[Section, str]:
        texts = {section: self.cleaned_data[section].strip() for section in Section}
        return {section: text for section, text in texts.items() if text}

    def section_fields(self):
        return [self[section] for section in Section]


class RejectionForm(forms.Form):
    code = forms.ChoiceField(label="Welche Regel spricht dagegen?", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Was spricht bei diesem Antrag dagegen?",
        help_text=f"Ein ganzer Satz, mindestens {SHORTEST_REASON} Zeichen. Er wird der Anfang der "
        "Begründung im Brief.",
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"min_length": f"Bitte schreiben Sie mindestens {SHORTEST_REASON} Zeichen."},
    )

    def __init__(self, *args, richtlinie, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [
            (row.code, f"{row.code}: {row.text}") for row in richtlinie.ausschluesse.all()
        ]


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Neue Notiz",
        help_text="Notizen gehören zur Akte; die Person darf sie einsehen.",
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )


class RegionForm(forms.Form):
    region = forms.ModelChoiceField(
        Bezirksregion.objects.none(), label="Stadtteil, in dem die Aktion stattfindet"
    )
    haushaltsjahr = forms.ModelChoiceField(
        Haushaltsjahr.objects.none(), label="Haushaltsjahr, in dem die Aktion stattfindet"
    )
    reason = forms.CharField(
        label="Warum?",
        help_text="Der Grund kommt als Notiz in die Akte.",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        bezirk = case.region.bezirk_id
        self.fields["region"].queryset = Bezirksregion.objects.filter(bezirk=bezirk)
        self.fields["haushaltsjahr"].queryset = Haushaltsjahr.objects.filter(bezirk=bezirk)
        self.initial |= {"region": case.region_id, "haushaltsjahr": case.haushaltsjahr_id}


class BiasForm(forms.Form):
    ground = forms.CharField(
        label="Warum können Sie hier nicht mitentscheiden?",
        help_text="Zum Beispiel: Ich bin mit der Person verwandt. Ich bin Mitglied im Verein.",
        max_length=200,
    )


class WithdrawalForm(forms.Form):
    said_on = DateField(label="Wann hat die Person es gesagt?")
    channel = forms.ChoiceField(
        label="Wie hat die Person es gesagt?",
        choices=[
            (Channel.CALL, "am Telefon"),
            (Channel.VISIT, "im Büro"),
            (Channel.PAPER, "in einem Brief"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie, wie die Person es gesagt hat."},
    )
