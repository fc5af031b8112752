"""Cells that stay what they are: what people wrote is never calculated."""

BOM = "\ufeff"

# What a spreadsheet takes for the beginning of a formula, the full-width signs too.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# Options of XlsxWriter under which no string becomes a formula, a link or a number.
PLAIN_STRINGS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def as_text(value) -> str:
    """A cell of a CSV that no spreadsheet calculates."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
