import datetime as dt
import hashlib
import hmac
import re
from dataclasses import dataclass, field

from django.conf import settings

from portal import clock
from portal.audit import chain
from portal.audit.models import HASH, NAME, PUBLIC_ID, REGION_ID, STEP, AuditEntry, AuditHead


@dataclass(frozen=True)
class Entry:
    """What is to be recorded. Only ids, names of steps and fields, and salted hashes fit in.

    `actor` is a user, or None for the system. `at` is for the demo's past only; it is refused
    where the clock cannot be set. Raises ValueError for anything that could be personal data.
    """

    step: str
    actor: object | None
    subject: str = ""
    region_id: str | None = None
    fields: tuple[str, ...] = ()
    digests: dict[str, str] = field(default_factory=dict)
    at: dt.datetime | None = None

    def __post_init__(self):
        _check("step", STEP, self.step)
        _check("actor", PUBLIC_ID, *([] if self.actor is None else [self.actor.public_id]))
        _check("subject", PUBLIC_ID, *([self.subject] if self.subject else []))
        _check("region_id", REGION_ID, *([self.region_id] if self.region_id else []))
        _check("fields", NAME, *self.fields, *self.digests)
        _check("digests", HASH, *self.digests.values())
        if self.at and not settings.CLOCK_CAN_BE_SET:
            raise ValueError("An entry is recorded when it happens.")


def record(*entries: Entry) -> None:
    """Append the entries to the chain. The last statement of each service, in its transaction.

    Locks the head of the chain until the transaction ends, so it is the last lock that is taken.
    """
    if not entries:
        return
    head = _locked_head()
    now = clock.now()
    rows = []
    for entry in entries:
        row = _row(entry, seq=head.seq + 1, prev_hash=head.hash, at=entry.at or now)
        head.seq, head.hash = row.seq, row.hash
        rows.append(row)
    AuditEntry.objects.bulk_create(rows, batch_size=1000)
    head.save(update_fields=["seq", "hash"])


def digest(value: str, *, salt: str) -> str:
    """A salted, keyed hash of a value that must not stand in the trail, for `Entry.digests`."""
    message = f"{salt}\0{value}".encode()
    return hmac.new(settings.AUDIT_KEY.encode(), message, hashlib.sha256).hexdigest()


def _locked_head() -> AuditHead:
    return AuditHead.objects.select_for_update().get()


def _row(entry, *, seq, prev_hash, at):
    row = AuditEntry(
        seq=seq,
        at=at,
        actor=entry.actor.public_id if entry.actor else "",
        step=entry.step,
        subject=entry.subject,
        region_id=entry.region_id or "",
        fields=list(entry.fields),
        digests=dict(entry.digests),
        prev_hash=prev_hash,
    )
    row.hash = chain.seal(row, settings.AUDIT_KEY)
    return row


def _check(name, pattern, *values):
    for value in values:
        # fullmatch: `$` would let a line break through.
        if not re.fullmatch(pattern, value):
            raise ValueError(f"The audit trail takes no such {name}.")
