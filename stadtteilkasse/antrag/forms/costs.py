"""The cost plan: a line for each thing, and where other money comes from."""

import re
import unicodedata
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.money import EuroField
from stadtteilkasse.antrag.answers import no_cost_lines
from stadtteilkasse.antrag.costs import (
    HIGHEST_PRICE,
    MOST_PIECES,
    line_total,
    requested_amount,
)
from stadtteilkasse.antrag.forms.base import PageForm, say_too_long
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.haushalt.domain import breaking_line, check_amount

MOST_LINES = 30
LINES_AT_FIRST = 2
ONE = Decimal(1)
PREFIX = "zeile"
AMOUNTS = ("own_money", "other_money", "income")


class QuantityField(forms.Field):
    """How many: „3“, „2,5“ or „2.5“, in digits of any script; a `Decimal`, 1 when left empty."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        text = "".join(
            str(unicodedata.digit(sign)) if sign.isdecimal() else sign
            for sign in str(value or "").strip().replace("٫", ",")
        )
        if not text:
            return ONE
        if not re.fullmatch(r"\d{1,6}([.,]\d{1,2})?", text):
            raise ValidationError(
                gettext("Bitte schreiben Sie eine Zahl, zum Beispiel 3 oder 2,5.")
            )
        return Decimal(text.replace(",", "."))

    def validate(self, value):
        if not 0 < value <= MOST_PIECES:
            raise ValidationError(gettext("Bitte prüfen Sie die Anzahl."))

    def prepare_value(self, value):
        if not isinstance(value, Decimal):
            return value
        text = f"{value:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


class CostLineForm(forms.Form):
    """One line. A line in which nothing but a quantity stands is no line."""

    marks_optional = False

    label = forms.CharField(
        label=_("Was?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Art"), required=False)
    quantity = QuantityField(label=_("Anzahl"), required=False)
    unit_price = EuroField(label=_("Preis für eins"), required=False, max_value=HIGHEST_PRICE)

    def __init__(self, *args, kinds, **options):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", _("Bitte wählen")), *kinds]
        say_too_long(self.fields["label"])

    def clean(self):
        if self.is_blank:
            self.errors.clear()
            return self.cleaned_data
        for name, sentence in self._unanswered():
            if name not in self.errors:
                self.add_error(name, sentence)
        return self.cleaned_data

    def _unanswered(self):
        if not self.cleaned_data.get("label"):
            yield "label", _("Bitte schreiben Sie, was Sie brauchen.")
        if not self.cleaned_data.get("kind"):
            yield "kind", _("Bitte wählen Sie die Art.")
        if self.cleaned_data.get("unit_price") is None:
            yield "unit_price", _("Bitte schreiben Sie den Preis.")

    @property
    def is_blank(self):
        """Whether nobody wrote into this line."""
        names = ("label", "kind", "unit_price")
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)


class CostLineFormSet(forms.BaseFormSet):
    """All lines. Blank ones do not count."""

    def __init__(self, *args, kinds, **options):
        super().__init__(*args, prefix=PREFIX, form_kwargs={"kinds": kinds}, **options)

    @property
    def written(self):
        return [form for form in self.forms if not form.is_blank]


LineForms = forms.formset_factory(
    CostLineForm, formset=CostLineFormSet, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES
)


class MoneyForm(PageForm):
    """Where other money for the action comes from."""

    marks_optional = False

    slug = "kosten"

    own_money = EuroField(
        label=_("Eigenes Geld"), help_text=_("Das bezahlen Sie selbst."), required=False
    )
    other_money = EuroField(
        label=_("Anderes Geld"),
        help_text=_("Das bezahlt jemand anderes, zum Beispiel ein Verein oder eine Stiftung."),
        required=False,
    )
    other_money_from = forms.CharField(
        label=_("Von wem kommt das andere Geld?"), max_length=120, required=False
    )
    income = EuroField(
        label=_("Einnahmen"),
        help_text=_("Zum Beispiel Spenden oder verkaufter Kuchen."),
        required=False,
    )

    class Meta:
        model = Antrag
        fields = ["own_money", "other_money", "other_money_from", "income"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in AMOUNTS:
            self.initial[name] = self.initial[name] or None  # an empty field, not „0,00“

    def clean(self):
        for name in AMOUNTS:
            if name not in self.errors:
                self.cleaned_data[name] = self.cleaned_data[name] or Decimal("0.00")
        if self.cleaned_data.get("other_money") and not self.cleaned_data.get("other_money_from"):
            self.add_error("other_money_from", _("Bitte schreiben Sie, von wem das Geld kommt."))
        return super().clean()


class CostPlan:
    """The whole page: all lines and the other money, checked together against the limit.

    `data` is what was sent. Without it the page shows `typed` (what stood on the screen, right or
    wrong) or else what is saved.
    """

    def __init__(self, case, richtlinie, data=None, typed=None):
        self.max_amount = richtlinie.max_amount
        self.is_bound = data is not None
        kinds = [(kind.code, kind.label) for kind in richtlinie.kostenarten.all()]
        if typed is not None:
            self.lines = LineForms(initial=typed["lines"], kinds=kinds)
            self.money = MoneyForm(instance=case, initial=typed["money"])
        elif self.is_bound:
            self.lines = LineForms(data, kinds=kinds)
            self.money = MoneyForm(data, instance=case)
        else:
            self.lines = LineForms(initial=_saved_lines(case), kinds=kinds)
            self.money = MoneyForm(instance=case)

    def is_valid(self):
        """Whether the plan can be sent like this; the line that breaks the limit says so."""
        if not self.is_readable():
            return False
        if not self.lines.written:
            self._refuse_first_line(no_cost_lines())
            return False
        refusal = check_amount(self.max_amount, self.requested)
        if refusal:
            self._refuse_amount(refusal)
        return refusal is None

    def is_readable(self):
        """Whether all that was typed can be understood."""
        return all([self.lines.is_valid(), self.money.is_valid()])

    @property
    def answers(self):
        """The lines and the other money, as the service takes them."""
        return [form.cleaned_data for form in self.lines.written], self.money.answers

    @property
    def totals(self):
        """What each line costs, as far as its numbers can be understood."""
        totals = (self.total_of(form) for form in self.lines)
        return [total for total in totals if total is not None]

    def total_of(self, form):
        """What one line costs as it stands on the screen; None while that is not known."""
        quantity, price = _read(form, "quantity"), _read(form, "unit_price")
        if quantity is None or price is None:
            return None
        return line_total(quantity, price)

    @property
    def others(self):
        """Own money, other money and income, as far as they can be understood."""
        return [_read(self.money, name) or Decimal("0.00") for name in AMOUNTS]

    @property
    def requested(self):
        """What is applied for, as far as the numbers can be understood."""
        return requested_amount(self.totals, *self.others)

    def _refuse_amount(self, refusal):
        index = breaking_line(self.totals, sum(self.others), self.max_amount)
        if index is None:
            self.money.add_error("own_money", refusal)
        else:
            line = self.lines.written[index]
            sentence = gettext("Zeile %(number)s: %(refusal)s")
            number = self.lines.forms.index(line) + 1
            line.add_error(None, sentence % {"number": number, "refusal": refusal})

    def _refuse_first_line(self, sentence):
        if self.lines.forms:
            self.lines.forms[0].add_error("label", sentence)
        else:
            self.money.add_error(None, sentence)


def _read(form, name):
    """The number in a field, sent or only shown; None when it is none."""
    try:
        return form.fields[name].clean(form[name].value())
    except ValidationError:
        return None


def typed_plan(data) -> dict:
    """What stood on the screen, right or wrong, for `CostPlan(typed=…)`."""
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    count = min(int(total), MOST_LINES) if total.isdecimal() and len(total) < 10 else 0
    lines = [
        {name: data.get(f"{PREFIX}-{index}-{name}", "") for name in CostLineForm.base_fields}
        for index in range(count)
    ]
    return {"lines": lines, "money": {name: data.get(name, "") for name in MoneyForm.base_fields}}


def _saved_lines(case):
    lines = list(case.costs.values("label", "kind", "quantity", "unit_price"))
    return lines or [{"quantity": ONE}] * LINES_AT_FIRST
