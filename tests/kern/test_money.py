from decimal import Decimal

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from portal.money import EuroField, NotAnAmount, format_euro, parse_euro

AMOUNTS = st.decimals(min_value=0, max_value=Decimal("999999999.99"), places=2)

NO_AMOUNT = "Das ist kein Betrag. Schreiben Sie ihn zum Beispiel so: 1.234,56."


@given(AMOUNTS)
def test_amount_survives_writing_and_reading(amount):
    assert parse_euro(format_euro(amount)) == amount


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_gets_a_sentence(text):
    amount, sentence = read(text)

    assert (amount is None) == bool(sentence)
    assert amount is None or (amount >= 0 and amount.as_tuple().exponent == -2)


def read(text):
    try:
        return parse_euro(text), ""
    except NotAnAmount as problem:
        return None, str(problem)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("1234,5", "1234.50"),
        ("1.234", "1234.00"),
        ("12.50", "12.50"),
        ("12.5", "12.50"),
        ("50,-", "50.00"),
        ("50,– €", "50.00"),
        ("EUR 3", "3.00"),
        ("3 Euro", "3.00"),
        ("1 234,00", "1234.00"),
        ("0", "0.00"),
        ("007", "7.00"),
        ("٣٬٥٠٠٫٥", "3500.50"),
        ("۱۲۳", "123.00"),
    ],
)
def test_amount_is_understood(text, amount):
    assert parse_euro(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-3", "Bitte geben Sie einen Betrag ohne Minus ein."),
        ("−3", "Bitte geben Sie einen Betrag ohne Minus ein."),
        ("1,234", "Bitte geben Sie höchstens zwei Stellen nach dem Komma an."),
        ("9999999999", "Dieser Betrag ist zu groß. Bitte prüfen Sie die Zahl."),
        *[
            (text, NO_AMOUNT)
            for text in ("", "NaN", "inf", "1e3", "1,234.56", "1.23.4", "12.345.6", ",5", "viel")
        ],
    ],
)
def test_other_text_gets_a_sentence(text, sentence):
    with pytest.raises(NotAnAmount) as problem:
        parse_euro(text)

    assert str(problem.value) == sentence


def test_negative_amount_has_a_real_minus():
    assert format_euro(Decimal("-1234.5")) == "−1.234,50"


class CostForm(forms.Form):
    amount = EuroField(min_value=Decimal(1), max_value=Decimal(500), required=False)


@pytest.mark.parametrize(
    ("typed", "cleaned", "errors"),
    [
        ("", None, []),
        ("350", Decimal("350.00"), []),
        ("0,50", None, ["Der Betrag muss mindestens 1,00 Euro sein."]),
        ("500,01", None, ["Der Betrag darf höchstens 500,00 Euro sein."]),
        ("viel", None, [NO_AMOUNT]),
    ],
)
def test_euro_field_cleans(typed, cleaned, errors):
    form = CostForm({"amount": typed})

    assert form.errors.get("amount", []) == errors
    assert form.cleaned_data.get("amount") == cleaned


def test_euro_field_shows_what_was_typed_and_what_is_stored():
    typed, stored = CostForm({"amount": "viel"}), CostForm(initial={"amount": Decimal("1234.5")})

    assert 'value="viel"' in str(typed["amount"])
    assert 'value="1.234,50"' in str(stored["amount"])


@pytest.mark.parametrize(("typed", "changed"), [("1.234,50", False), ("1", True), ("viel", True)])
def test_euro_field_has_changed(typed, changed):
    form = CostForm({"amount": typed}, initial={"amount": Decimal("1234.50")})

    assert form.has_changed() is changed
