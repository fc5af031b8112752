"""Every write of the room. The functions of a case return the audit entry for their caller."""

from stadtteilkasse.haushalt.services.case import (
    commit,
    pay,
    release_commitment,
    release_reservation,
    reserve,
    take_back,
)
from stadtteilkasse.haushalt.services.richtlinie import (
    approve_richtlinie,
    discard_richtlinie,
    draft_richtlinie,
    write_richtlinie,
)
from stadtteilkasse.haushalt.services.year import (
    open_year,
    set_ansatz,
    set_sperre,
    transfer,
)

__all__ = [
    "approve_richtlinie",
    "commit",
    "discard_richtlinie",
    "draft_richtlinie",
    "open_year",
    "pay",
    "release_commitment",
    "release_reservation",
    "reserve",
    "set_ansatz",
    "set_sperre",
    "take_back",
    "transfer",
    "write_richtlinie",
]
