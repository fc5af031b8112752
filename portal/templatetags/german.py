"""Amounts, days and times as people read them: `{% load german %}`. Nothing is shown as „–“."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from portal.money import format_euro

register = template.Library()

MISSING = "–"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@register.filter
def euro(amount):
    """`1.234,56 €`, with a space that does not break."""
    return MISSING if amount in (None, "") else f"{format_euro(amount)}{NO_BREAK_SPACE}€"


@register.filter
def datum(day):
    """`12. März 2026`; a point in time is taken in Berlin."""
    return _formatted(day, "j. F Y")


@register.filter
def datum_kurz(day):
    """`12.03.2026`, for tables."""
    return _formatted(day, "d.m.Y")


@register.filter
def wochentag(day):
    """`Donnerstag, 12. März 2026`, for appointments."""
    return _formatted(day, "l, j. F Y")


@register.filter
def uhrzeit(moment):
    """`14:03`; a point in time is taken in Berlin."""
    return _formatted(moment, "H:i")


def _formatted(value, pattern):
    if not value:
        return MISSING
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return date_format(value, pattern)
