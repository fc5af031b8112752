"""A report as XLSX and CSV: the same snapshot, numbers as numbers, text never as a formula."""

import csv
import io

from portal.spreadsheets import BOM, PLAIN_STRINGS, as_text
from stadtteilkasse.bericht.domain import COLUMNS, TOPIC_COLUMNS, cells

FORMATS = {"euro": "#,##0.00", "percent": "0.0", "count": "0", "text": "@"}


def as_xlsx(bericht) -> bytes:
    """A workbook with one sheet by region and one by topic."""
    # Here, since the import is slow and few processes write a workbook.
    import xlsxwriter

    snapshot = bericht.snapshot
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True} | PLAIN_STRINGS)
    book.set_properties({"title": bericht.subject, "author": snapshot.bezirk})
    source = f"Stand {snapshot.as_of:%d.%m.%Y}, Prüfsumme {bericht.sha256[:16]}"
    _write_sheet(book, "Bezirksregionen", COLUMNS, [*snapshot.rows, snapshot.total], source)
    _write_sheet(book, "Themen", TOPIC_COLUMNS, snapshot.topics, source)
    book.close()
    return output.getvalue()


def as_csv(bericht) -> bytes:
    """The table by region as German Excel opens it: UTF-8 with BOM, semicolons."""
    snapshot = bericht.snapshot
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow([heading for heading, _, _ in COLUMNS])
    for row in (*snapshot.rows, snapshot.total):
        writer.writerow([as_text(text) if kind == "text" else text for text, kind in cells(row)])
    return (BOM + output.getvalue()).encode()


def _write_sheet(book, name, columns, rows, source):
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True})
    styles = {kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
    for at, (heading, _, _) in enumerate(columns):
        sheet.write_string(0, at, heading, bold)
    for line, row in enumerate(rows, start=1):
        for at, (_, field, kind) in enumerate(columns):
            _write_cell(sheet, line, at, getattr(row, field), styles[kind])
    sheet.write_string(len(rows) + 2, 0, source)
    sheet.freeze_panes(1, 1)
    sheet.autofit()


def _write_cell(sheet, line, at, value, style):
    if value is None:
        sheet.write_string(line, at, "–", style)
    elif isinstance(value, str):
        sheet.write_string(line, at, value, style)
    else:
        sheet.write_number(line, at, value, style)
