"""The bytes that are sealed, and the seal. Pure: values in, values out."""

import datetime as dt
import hashlib
import hmac
import json

GENESIS = "0" * 64


def canonical(entry) -> bytes:
    """The same bytes for the same entry, in every release and time zone."""
    content = {
        "seq": entry.seq,
        "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "step": entry.step,
        "subject": entry.subject,
        "region_id": entry.region_id,
        "fields": list(entry.fields),
        "digests": entry.digests,
        "prev_hash": entry.prev_hash,
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii")


def seal(entry, key: str) -> str:
    """HMAC-SHA256 in hex. Without the key nobody can write an entry that verifies."""
    return hmac.new(key.encode(), canonical(entry), hashlib.sha256).hexdigest()
