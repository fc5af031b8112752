"""Mails as rows: queued in the transaction of the change, delivered by the worker."""

from portal.outbox.delivery import deliver_due
from portal.outbox.services import empty_old, queue, try_again

__all__ = ["deliver_due", "empty_old", "queue", "try_again"]
