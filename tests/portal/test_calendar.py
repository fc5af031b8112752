import datetime as dt

import pytest

from portal.calendar import add_workdays, is_workday, next_workday


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2026, 3, 2), True),
        (dt.date(2026, 3, 7), False),  # Saturday
        (dt.date(2026, 3, 8), False),  # Sunday, and International Women's Day, a holiday in Berlin
        (dt.date(2027, 3, 8), False),  # Women's Day on a Monday
        (dt.date(2026, 4, 3), False),  # Good Friday
        (dt.date(2026, 10, 3), False),
        (dt.date(2026, 10, 31), False),
        (dt.date(2025, 10, 31), True),  # Reformation Day is none in Berlin
        (dt.date(2028, 6, 17), False),
        (dt.date(2025, 5, 8), False),  # once, 80 years after the end of the war
        (dt.date(2026, 5, 8), True),
        (dt.date(2026, 12, 24), True),
    ],
)
def test_is_workday(day, expected):
    assert is_workday(day) is expected


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (dt.date(2026, 3, 2), 1, dt.date(2026, 3, 3)),
        (dt.date(2026, 3, 2), 5, dt.date(2026, 3, 9)),
        (dt.date(2026, 3, 6), 1, dt.date(2026, 3, 9)),
        (dt.date(2026, 4, 2), 1, dt.date(2026, 4, 7)),  # over Easter
        (dt.date(2026, 12, 30), 2, dt.date(2027, 1, 4)),  # over New Year
        (dt.date(2026, 3, 2), 0, dt.date(2026, 3, 2)),
        (dt.date(2026, 3, 7), 0, dt.date(2026, 3, 9)),
    ],
)
def test_add_workdays(day, count, expected):
    assert add_workdays(day, count) == expected


def test_next_workday_of_a_workday_is_itself():
    assert next_workday(dt.date(2026, 3, 2)) == dt.date(2026, 3, 2)
