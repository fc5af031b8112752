"""What WeasyPrint leaves out and the checkers of PDF/UA ask for."""

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name

PRINT_FLAG = 4  # bit 3 of /F


def mend(pdf_bytes: bytes) -> bytes:
    """Say for each table header what it heads, let links be printed. Always the same bytes."""
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        for thing in pdf.objects:
            if not isinstance(thing, Dictionary):
                continue
            if thing.get("/S") == Name.TR and "/K" in thing:
                _give_scopes(thing)
            elif thing.get("/Subtype") == Name.Link:
                thing.F = int(thing.get("/F", 0)) | PRINT_FLAG
        result = BytesIO()
        pdf.save(result, deterministic_id=True)
        return result.getvalue()


def _give_scopes(row):
    cells = [cell for cell in row.K if isinstance(cell, Dictionary)]
    kinds = {str(cell.get("/S")) for cell in cells}
    # A header beside data heads its row; a row of headers heads the columns.
    scope = Name.Row if "/TD" in kinds else Name.Column
    for cell in cells:
        if cell.get("/S") == Name.TH:
            _add_attribute(cell, Dictionary(O=Name.Table, Scope=scope))


def _add_attribute(cell, attribute):
    present = cell.get("/A")
    if present is None:
        cell.A = attribute
    elif isinstance(present, pikepdf.Array):
        present.append(attribute)
    else:
        cell.A = pikepdf.Array([present, attribute])
