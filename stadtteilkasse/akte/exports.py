"""The list as CSV and XLSX: what people wrote stays text, and no list is held in memory."""

import csv
import tempfile

from django.http import FileResponse, StreamingHttpResponse

from portal import clock
from portal.spreadsheets import BOM, CSV, PLAIN_STRINGS, XLSX, as_text
from stadtteilkasse.akte.listing import HEADINGS, rows_of


def csv_response(cases) -> StreamingHttpResponse:
    """The cases as CSV for German spreadsheets: UTF-8 with BOM, semicolons, decimal comma."""
    response = StreamingHttpResponse(_csv_lines(cases), content_type=CSV)
    return _named(response, "csv")


def xlsx_response(cases) -> FileResponse:
    """The cases as XLSX with real numbers and dates."""
    # The response closes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    _write_workbook(file, cases)
    file.seek(0)
    return _named(FileResponse(file, content_type=XLSX), "xlsx")


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text):
        return text


def _csv_lines(cases):
    writer = csv.writer(_Echo(), delimiter=";")
    yield BOM + writer.writerow(HEADINGS)
    for number, title, applicant, region, year, stage, amount, *days in rows_of(cases):
        words = map(as_text, (number, title, applicant, region, year, stage))
        yield writer.writerow(
            [*words, f"{amount:.2f}".replace(".", ","), *(_day(day) for day in days)]
        )


def _day(day):
    return f"{day:%d.%m.%Y}" if day else ""


def _write_workbook(file, cases):
    # Here, since the import is slow and few processes write a workbook.
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"constant_memory": True} | PLAIN_STRINGS)
    sheet = book.add_worksheet("Anträge")
    bold = book.add_format({"bold": True})
    euro = book.add_format({"num_format": "#,##0.00"})
    date = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 2, 36)
    sheet.set_column(3, 9, 18)
    sheet.write_row(0, 0, HEADINGS, bold)
    for number, row in enumerate(rows_of(cases), start=1):
        _write_row(sheet, number, row, euro, date)
    book.close()


def _write_row(sheet, number, row, euro, date):
    *words, year, stage, amount, received, since, due = row
    for column, text in enumerate(words):
        sheet.write_string(number, column, text)
    sheet.write_number(number, 4, year)
    sheet.write_string(number, 5, stage)
    sheet.write_number(number, 6, amount, euro)
    for column, day in enumerate((received, since, due), start=7):
        if day:
            sheet.write_datetime(number, column, day, date)


def _named(response, ending):
    name = f"antraege-{clock.today():%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
