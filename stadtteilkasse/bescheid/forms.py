from django import forms

from portal import clock
from portal.kern.fields import DateField
from portal.money import EuroField
from stadtteilkasse.bescheid.domain import SHORTEST_REASON
from stadtteilkasse.bescheid.models import Klausel
from stadtteilkasse.bescheid.queries import conditions_to_choose, reasons_to_choose
from stadtteilkasse.bescheid.services import Decision
from stadtteilkasse.haushalt.models import LegalForm

LONG_TEXT = {"widget": forms.Textarea(attrs={"rows": 4}), "max_length": 2000, "required": False}


class ClauseChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, clause):
        return f"{clause.label}: {clause.text}"


class DecisionForm(forms.Form):
    """What the drafter decides; the service checks it against vote and law."""

    amount = EuroField(label="Wir bewilligen", help_text="0,00 heißt: Der Antrag wird abgelehnt.")
    reason_code = forms.ChoiceField(label="Grund der Kürzung oder Ablehnung", required=False)
    reason = forms.CharField(
        label="Begründung für diesen Fall",
        help_text="In eigenen Worten, so dass die Person sie versteht. "
        f"Bei Kürzung oder Ablehnung mindestens {SHORTEST_REASON} Zeichen. Steht im Brief.",
        **LONG_TEXT,
    )
    below_vote_reason = forms.CharField(
        label="Warum weniger als das Votum",
        help_text="Nur wenn Sie unter dem Votum bleiben. Steht im Brief; die Jury erfährt davon.",
        **LONG_TEXT,
    )
    period_from = DateField(label="Geld darf verwendet werden ab", required=False)
    period_until = DateField(label="bis", required=False)
    proof_due_on = DateField(label="Abrechnung bis", required=False)
    conditions = ClauseChoices(
        label="Nebenbestimmungen",
        queryset=Klausel.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, legal_form, **options):
        super().__init__(*args, **options)
        legal_form = legal_form or LegalForm.BESCHEID
        self.fields["conditions"].queryset = conditions_to_choose(legal_form, clock.today())
        self.fields["reason_code"].choices = [
            ("", "Bitte wählen"),
            *((r.code, r.label) for r in reasons_to_choose(legal_form, clock.today())),
        ]

    def decision(self) -> Decision:
        values = self.cleaned_data
        return Decision(**values | {"conditions": tuple(values["conditions"])})


class SendBackForm(forms.Form):
    reason = forms.CharField(
        label="Was soll geändert werden?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PostingForm(forms.Form):
    posted_on = DateField(
        label="Zur Post gegeben am",
        help_text="Der Tag, an dem der Brief das Haus verlassen hat. Davon hängen Fristen ab.",
    )
