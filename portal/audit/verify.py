"""Is the trail whole? Read by `manage.py verify_audit` and by the checks of operation."""

import hmac
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Subquery

from portal.audit import anchor, chain
from portal.audit.models import AuditEntry, AuditHead


@dataclass(frozen=True)
class Finding:
    """The first thing that is wrong; `seq` is the entry at which it shows."""

    seq: int
    sentence: str


def verify() -> tuple[int, Finding | None]:
    """Walk the whole chain. Returns how many entries hold, and the first that does not, if any.

    Writers are not held up: what they append while we walk is left to the next run.
    """
    anchors = anchor.read()
    head = AuditHead.objects.get()
    seq, prev_hash = 0, chain.GENESIS
    for entry in AuditEntry.objects.filter(seq__lte=head.seq).order_by("seq").iterator():
        if fault := _fault_of(entry, seq, prev_hash, anchors):
            return seq, Finding(entry.seq, fault)
        seq, prev_hash = entry.seq, entry.hash
    return seq, _fault_of_end(head, seq, prev_hash, anchors)


def _fault_of(entry, seq, prev_hash, anchors):
    if entry.seq != seq + 1:
        return f"Vor diesem Eintrag fehlt etwas: Nach {seq} kommt {entry.seq}."
    if entry.prev_hash != prev_hash:
        return "Der Eintrag schließt nicht an den vorigen an."
    if not hmac.compare_digest(entry.hash, chain.seal(entry, settings.AUDIT_KEY)):
        return "Der Inhalt passt nicht zum Siegel."
    if anchors.get(entry.seq, entry.hash) != entry.hash:
        return "Außerhalb der Datenbank ist ein anderer Eintrag verankert."
    return None


def _fault_of_end(head, seq, last_hash, anchors):
    if head.seq != seq:
        return Finding(seq + 1, f"Das Ende fehlt: Es gab {head.seq} Einträge, da sind {seq}.")
    if head.hash != last_hash:
        return Finding(seq, "Das Ende des Protokolls nennt einen anderen Eintrag.")
    anchored = max(anchors, default=0)
    if anchored > seq:
        return Finding(seq + 1, f"Das Ende fehlt: Verankert sind {anchored} Einträge.")
    stray = AuditEntry.objects.filter(seq__gt=Subquery(AuditHead.objects.values("seq")))
    if first := stray.order_by("seq").first():
        return Finding(first.seq, "Der Eintrag steht hinter dem Ende des Protokolls.")
    return None
