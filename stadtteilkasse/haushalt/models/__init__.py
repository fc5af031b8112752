from stadtteilkasse.haushalt.domain import (
    AwardBody,
    BookingKind,
    CostRule,
    Drafters,
    LegalForm,
    RichtlinieState,
)
from stadtteilkasse.haushalt.models.fields import AmountField
from stadtteilkasse.haushalt.models.ledger import (
    MONEY_FIELDS,
    READERS,
    Booking,
    Budget,
    Haushaltsjahr,
)
from stadtteilkasse.haushalt.models.richtlinie import (
    Ausschluss,
    Kostenart,
    Kriterium,
    Richtlinie,
)

__all__ = [
    "MONEY_FIELDS",
    "READERS",
    "AmountField",
    "Ausschluss",
    "AwardBody",
    "Booking",
    "BookingKind",
    "Budget",
    "CostRule",
    "Drafters",
    "Haushaltsjahr",
    "Kostenart",
    "Kriterium",
    "LegalForm",
    "Richtlinie",
    "RichtlinieState",
]
