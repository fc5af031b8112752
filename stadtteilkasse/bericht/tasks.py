from django.template.loader import render_to_string

from portal import files, pdf
from portal.jobs.leases import work_off
from stadtteilkasse.bericht.models import BerichtPdf
from stadtteilkasse.bericht.pages import context_of


def render_due() -> int:
    """Make the PDFs of reports that are frozen or whose head was completed. Returns how many."""
    return work_off(BerichtPdf.objects.select_related("bericht__bezirk", "file"), _render)


def _render(row):
    bericht, before = row.bericht, row.file
    html = render_to_string("bericht/print/vorlage.html", context_of(bericht))
    row.file = files.store_bytes(
        pdf.render(html),
        name=f"Bericht-Stadtteilkassen-{bericht.year}.pdf",
        content_type="application/pdf",
        owner=None,
        subject=bericht.public_id,
        region_id=None,
        purpose="bericht",
    )
    row.save(update_fields=["file"])
    if before:
        files.delete(before)
