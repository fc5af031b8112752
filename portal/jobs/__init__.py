"""Background work. The queue only wakes; truth is the row that must be done (leases.py)."""

from portal.jobs.tasks import wake
from portal.jobs.tick import daily

__all__ = ["daily", "wake"]
