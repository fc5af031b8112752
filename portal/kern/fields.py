"""Fields for days and times that work on old phones and without JavaScript.

The browser's own date field shows a calendar with weekdays and sends ISO dates; where there is
none, it is a text field, and what people write there is understood as well.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

GERMAN_DATES = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d %m %Y", "%d/%m/%Y"]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class DateField(forms.DateField):
    widget = DateInput
    default_error_messages = {
        "required": _("Bitte geben Sie ein Datum an."),
        "invalid": _("Das ist kein Datum. Schreiben Sie es zum Beispiel so: 12.3.2026."),
    }

    def __init__(self, **kwargs):
        super().__init__(input_formats=GERMAN_DATES, **kwargs)


class TimeField(forms.TimeField):
    widget = TimeInput
    default_error_messages = {
        "required": _("Bitte geben Sie eine Uhrzeit an."),
        "invalid": _("Das ist keine Uhrzeit. Schreiben Sie sie zum Beispiel so: 14:30."),
    }

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%H:%M", "%H:%M:%S", "%H.%M", "%H"], **kwargs)
