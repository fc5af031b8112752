import datetime as dt
from decimal import Decimal

import pytest

from portal.templatetags.german import euro

MOMENT = dt.datetime(2026, 3, 12, 23, 3, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("{{ value|euro }}", Decimal("1234.56"), "1.234,56 €"),
        ("{{ value|euro }}", Decimal(0), "0,00 €"),
        ("{{ value|euro }}", None, "–"),
        ("{{ value|datum }}", dt.date(2026, 3, 12), "12. März 2026"),
        ("{{ value|datum_kurz }}", dt.date(2026, 3, 12), "12.03.2026"),
        ("{{ value|wochentag }}", dt.date(2026, 3, 12), "Donnerstag, 12. März 2026"),
        ("{{ value|datum }}", None, "–"),
        # In Berlin the next day has begun.
        ("{{ value|datum }}", MOMENT, "13. März 2026"),
        ("{{ value|uhrzeit }}", MOMENT, "00:03"),
        ("{{ value|uhrzeit }}", dt.time(14, 3), "14:03"),
    ],
)
def test_value_is_shown_in_german(text, value, shown, render):
    assert render(text, value=value) == shown


def test_amount_does_not_break_before_the_sign():
    assert euro(Decimal(1)) == "1,00\N{NO-BREAK SPACE}€"
