"""Geometry of the share bar."""

from decimal import Decimal
from typing import NamedTuple

PATTERNS = ("granted", "reserved", "blocked", "free")


class Segment(NamedTuple):
    words: str
    pattern: str
    start: str
    width: str


def segments(parts):
    """Segments for `(words, value, pattern)` parts, as percentages of their sum.

    Percentages are strings with a point: a localised comma would break the SVG. Parts of 0 keep
    their words and get no width.
    """
    parts = [(words, Decimal(value), pattern) for words, value, pattern in parts]
    unknown = {pattern for _, _, pattern in parts} - set(PATTERNS)
    if unknown:
        raise ValueError(f"No such pattern: {', '.join(sorted(unknown))}")
    total = sum((value for _, value, _ in parts), Decimal(0)) or Decimal(1)
    result, start = [], Decimal(0)
    for words, value, pattern in parts:
        width = value * 100 / total
        result.append(Segment(words, pattern, f"{start:.2f}", f"{width:.2f}"))
        start += width
    return result
