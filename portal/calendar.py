"""Working days in Berlin."""

import datetime as dt
from functools import cache

SATURDAY = 5


def is_workday(day: dt.date) -> bool:
    """Whether offices work on this day: Monday to Friday and no holiday in Berlin."""
    return day.weekday() < SATURDAY and day not in _holidays()


def add_workdays(day: dt.date, count: int) -> dt.date:
    """The `count`-th working day after `day`, which itself is not counted (§ 187 (1) BGB).

    With a count of 0 the day itself, or the next working day where it is none.
    """
    if count == 0:
        return next_workday(day)
    for _ in range(count):
        day = next_workday(day + dt.timedelta(days=1))
    return day


def next_workday(day: dt.date) -> dt.date:
    """The day itself, or the next working day where it is none."""
    while not is_workday(day):
        day += dt.timedelta(days=1)
    return day


@cache
def _holidays():
    """Fills itself year by year as days are asked for."""
    # Here, since the import takes as long as all the rest of a command that needs no holidays.
    import holidays

    return holidays.country_holidays("DE", subdiv="BE", language="de")
