"""What other rooms ask about money and rules."""

from stadtteilkasse.haushalt.queries.ledger import (
    bookings,
    committed_of,
    kept_of,
    money,
    money_of_all,
    reserved_of,
    verify_ledger,
    year_of,
)
from stadtteilkasse.haushalt.queries.richtlinie import (
    contents_of,
    contents_to_start_from,
    current_richtlinie,
    current_richtlinien,
    readable,
    rules_of,
    version_before,
    versions_by_area,
)
from stadtteilkasse.haushalt.queries.rights import changes_money, leads

__all__ = [
    "bookings",
    "changes_money",
    "committed_of",
    "contents_of",
    "contents_to_start_from",
    "current_richtlinie",
    "current_richtlinien",
    "kept_of",
    "leads",
    "money",
    "money_of_all",
    "readable",
    "reserved_of",
    "rules_of",
    "verify_ledger",
    "version_before",
    "versions_by_area",
    "year_of",
]
