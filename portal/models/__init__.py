"""The list of portal's models."""

from portal.models.once import OneTimeKey
from portal.models.user import User

__all__ = ["OneTimeKey", "User"]
