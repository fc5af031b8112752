"""Files of people and our own: checked, kept under random names, served by the owning room."""

from portal.files.housekeeping import purge_removed, sweep_orphans
from portal.files.services import LARGEST, FileRefused, delete, read, store, store_bytes
from portal.files.serving import serve

__all__ = [
    "LARGEST",
    "FileRefused",
    "delete",
    "purge_removed",
    "read",
    "serve",
    "store",
    "store_bytes",
    "sweep_orphans",
]
