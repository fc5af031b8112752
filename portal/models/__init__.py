"""The list of portal's models."""

from portal.accounts.models import LoginCode, PrivateAddress
from portal.audit.models import AuditEntry, AuditHead
from portal.demo.models import DemoClock
from portal.files.models import StoredFile
from portal.jobs.models import TickStep
from portal.models.once import OneTimeKey
from portal.models.user import User
from portal.outbox.models import Message

__all__ = [
    "AuditEntry",
    "AuditHead",
    "DemoClock",
    "LoginCode",
    "Message",
    "OneTimeKey",
    "PrivateAddress",
    "StoredFile",
    "TickStep",
    "User",
]
