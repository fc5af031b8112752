"""Opening hours as people write them. Pure functions."""

import datetime as dt
import re

SPAN = re.compile(
    r"^(?P<opens>\d{1,2}([:.]\d{2})?)\s*(uhr)?\s*(-|–|—|bis)\s*(?P<closes>\d{1,2}([:.]\d{2})?)\s*(uhr)?$"
)
BETWEEN_SPANS = re.compile(r"\s*(?:,|;|\bund\b|\bu\.)\s*")

Span = tuple[dt.time, dt.time]


class UnreadableHours(ValueError):
    """The text is no list of times."""


def parse_hours(text: str) -> list[Span]:
    """The times of one day, in order: „10–14 Uhr und 16.30 bis 18 Uhr“ are two spans.

    An empty text means closed. Raises UnreadableHours for anything else, for spans that end
    before they begin, and for spans that overlap.
    """
    spans = sorted(_span(part) for part in BETWEEN_SPANS.split(text.strip().lower()) if part)
    for (_, closes), (opens, _) in zip(spans, spans[1:], strict=False):
        if opens < closes:
            raise UnreadableHours(text)
    return spans


def format_hours(spans: list[Span]) -> str:
    """As `parse_hours` reads it: „10–14, 16:30–18 Uhr“; empty when closed."""
    if not spans:
        return ""
    return ", ".join(f"{_short(opens)}–{_short(closes)}" for opens, closes in spans) + " Uhr"


def _span(text):
    match = SPAN.match(text)
    if match is None:
        raise UnreadableHours(text)
    opens, closes = _time(match["opens"]), _time(match["closes"])
    if closes <= opens:
        raise UnreadableHours(text)
    return opens, closes


def _time(text):
    hours, _, minutes = text.replace(".", ":").partition(":")
    try:
        return dt.time(int(hours), int(minutes or 0))
    except ValueError as problem:
        raise UnreadableHours(text) from problem


def _short(time):
    return f"{time:%H:%M}".removeprefix("0").removesuffix(":00")
