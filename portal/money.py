"""Amounts of money in Euro: one parser, one format, one form field."""

import re
import unicodedata
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ZERO = Decimal("0.00")
CENT = Decimal("0.01")
LARGEST = Decimal("999999999.99")

# Dots group thousands, a comma comes before the cents. Keyboards of phones may offer only the dot:
# one dot with one or two digits after it can mean nothing else than cents.
GROUPED = re.compile(r"(?P<euros>\d{1,3}(\.\d{3})+|\d+)(,(?P<cents>\d*|[-–—]+))?")
DOTTED = re.compile(r"(?P<euros>\d+)\.(?P<cents>\d{1,2})")


class NotAnAmount(ValueError):
    """The text is no amount; the message is a sentence for the person who wrote it."""


def parse_euro(text):
    """The amount that `text` names, in EUR as `Decimal` with two places.

    Understands `1.234,56`, `1234,5`, `1234`, `12.50`, `50,-`, with or without „€“, „EUR“ or
    „Euro“, and digits of other scripts. Raises `NotAnAmount` with a sentence for anything else,
    in particular for negative amounts and more than two places.
    """
    text = _plain(text)
    if text.startswith(("-", "−", "–")):
        raise NotAnAmount(_("Bitte geben Sie einen Betrag ohne Minus ein."))
    match = DOTTED.fullmatch(text) or GROUPED.fullmatch(text)
    if match is None:
        raise NotAnAmount(_("Das ist kein Betrag. Schreiben Sie ihn zum Beispiel so: 1.234,56."))
    cents = (match["cents"] or "").strip("-–—")
    if len(cents) > 2:
        raise NotAnAmount(_("Bitte geben Sie höchstens zwei Stellen nach dem Komma an."))
    euros = match["euros"].replace(".", "").lstrip("0") or "0"
    amount = Decimal(f"{euros}.{cents or '0'}")
    if amount > LARGEST:
        raise NotAnAmount(_("Dieser Betrag ist zu groß. Bitte prüfen Sie die Zahl."))
    return amount.quantize(CENT)


def format_euro(amount):
    """`1.234,56`, with a real minus sign where it is negative."""
    text = f"{abs(amount):,.2f}".translate(str.maketrans(",.", ".,"))
    return f"−{text}" if amount < 0 else text


class EuroInput(forms.TextInput):
    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))

    def format_value(self, value):
        return format_euro(value) if isinstance(value, Decimal) else value


class EuroField(forms.Field):
    """An amount in EUR; cleaned to a `Decimal` with two places, or None when empty."""

    widget = EuroInput
    suffix = gettext_lazy("Euro")
    default_error_messages = {"required": gettext_lazy("Bitte geben Sie einen Betrag an.")}

    def __init__(self, *, min_value=None, max_value=None, **kwargs):
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value.quantize(CENT)
        try:
            return parse_euro(value)
        except NotAnAmount as problem:
            raise ValidationError(str(problem), code="invalid") from problem

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(
                _("Der Betrag muss mindestens %(amount)s Euro sein.")
                % {"amount": format_euro(self.min_value)}
            )
        if self.max_value is not None and value > self.max_value:
            raise ValidationError(
                _("Der Betrag darf höchstens %(amount)s Euro sein.")
                % {"amount": format_euro(self.max_value)}
            )

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def _plain(text):
    """The text with ASCII digits and separators, without spaces and currency."""
    text = "".join(
        str(unicodedata.digit(character)) if character.isdecimal() else character
        for character in str(text)
    )
    text = text.replace("٫", ",").replace("٬", ".")
    text = re.sub(r"[\s\u200e\u200f\u061c]", "", text)
    return re.sub(r"^(€|eur|euro)|(€|eur|euro)$", "", text, flags=re.IGNORECASE)
