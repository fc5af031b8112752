"""Work that falls due by itself. Each step finds in the data what must be done."""

from portal import audit, files, jobs, pdf
from portal.jobs.leases import work_off
from stadtteilkasse.bescheid import services
from stadtteilkasse.bescheid.domain import BescheidState
from stadtteilkasse.bescheid.models import Ausfertigung


def render_due() -> int:
    """Make the PDFs of released letters, each once, and send them. Returns how many."""
    return work_off(Ausfertigung.objects.select_related("bescheid__antrag"), _render)


@jobs.daily
def watch_deadlines() -> None:
    """End retrievals whose ten days are over; take notice of posted letters that have arrived."""
    services.lapse_due()
    services.announce_due()


def _render(ausfertigung):
    bescheid = ausfertigung.bescheid
    stored = files.store_bytes(
        pdf.render(bescheid.letter["html"]),
        name=f"{bescheid.number}.pdf",
        content_type="application/pdf",
        owner=None,
        subject=bescheid.public_id,
        region_id=bescheid.antrag.region_id,
        purpose="bescheid",
    )
    ausfertigung.file, ausfertigung.sha256 = stored, stored.sha256
    ausfertigung.save(update_fields=["file", "sha256"])
    made = audit.Entry(
        "bescheid.rendered",
        None,
        subject=bescheid.public_id,
        region_id=bescheid.antrag.region_id,
        digests={"file": stored.sha256},
    )
    if bescheid.state == BescheidState.RELEASED:
        services.send(bescheid, made=made)
    else:
        # Out already: only its PDF was missing.
        audit.record(made)
