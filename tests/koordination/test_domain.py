import datetime as dt

import pytest

from koordination.domain import UnreadableHours, format_hours, parse_hours


def span(opens, closes):
    return dt.time.fromisoformat(opens), dt.time.fromisoformat(closes)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        ("10–14 Uhr", [span("10:00", "14:00")]),
        ("10-14", [span("10:00", "14:00")]),
        ("10 bis 14 Uhr", [span("10:00", "14:00")]),
        ("9.30 Uhr – 12.30 Uhr", [span("09:30", "12:30")]),
        ("16:30–18 Uhr, 10–14 Uhr", [span("10:00", "14:00"), span("16:30", "18:00")]),
        ("10–12 und 14–16 Uhr", [span("10:00", "12:00"), span("14:00", "16:00")]),
    ],
)
def test_hours_are_read(text, spans):
    assert parse_hours(text) == spans


@pytest.mark.parametrize("text", ["vormittags", "14–10", "10", "25–26", "10–14, 13–15", "10:75–12"])
def test_unreadable_hours_are_refused(text):
    with pytest.raises(UnreadableHours):
        parse_hours(text)


@pytest.mark.parametrize("text", ["", "9:30–12:30 Uhr", "10–14, 16:30–18 Uhr", "0–8 Uhr"])
def test_hours_are_written_as_they_are_read(text):
    assert format_hours(parse_hours(text)) == text
