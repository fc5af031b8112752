"""The audit trail: append-only, chained by keyed hashes, written by `record` alone."""

from portal.audit.services import Entry, digest, record

__all__ = ["Entry", "digest", "record"]
