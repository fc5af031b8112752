"""The head of the chain, written down outside the database.

Who owns the database can cut the tail and set the head back. The anchor file (and the log line
beside it, which a log collector keeps elsewhere) still names the entry that was there.
"""

import json
import logging
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from portal import clock
from portal.audit.models import AuditHead

log = logging.getLogger(__name__)


def write_anchor() -> None:
    """Append the head to the anchor file when it has moved. Run by the tick."""
    head = AuditHead.objects.get()
    if not settings.AUDIT_ANCHOR_FILE or head.seq <= max(read(), default=0):
        return
    line = json.dumps({"seq": head.seq, "hash": head.hash, "at": clock.now().isoformat()})
    path = Path(settings.AUDIT_ANCHOR_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(line + "\n")
    log.info("audit.anchored", extra={"data": {"seq": head.seq, "hash": head.hash}})


def read() -> dict[int, str]:
    """The anchored entries, number to hash. A line cut short by a crash counts as not written."""
    path = Path(settings.AUDIT_ANCHOR_FILE) if settings.AUDIT_ANCHOR_FILE else None
    if path is None or not path.exists():
        return {}
    anchors = {}
    for line in path.read_text().splitlines():
        with suppress(ValueError):
            anchor = json.loads(line)
            anchors[anchor["seq"]] = anchor["hash"]
    return anchors
