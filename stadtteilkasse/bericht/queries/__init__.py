"""Figures for reports and for the public."""

from stadtteilkasse.bericht.queries.figures import (
    figures_by_region,
    figures_by_topic,
    snapshot,
    years_of,
)
from stadtteilkasse.bericht.queries.public import (
    all_money_is_blocked,
    funded_actions,
    highest_amount,
    regions_with_money,
    unnamed_actions,
)

__all__ = [
    "all_money_is_blocked",
    "figures_by_region",
    "figures_by_topic",
    "funded_actions",
    "highest_amount",
    "regions_with_money",
    "snapshot",
    "unnamed_actions",
    "years_of",
]
