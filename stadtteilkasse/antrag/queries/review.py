"""What the pages of the review show of a case."""

from stadtteilkasse.antrag.checklist import Facts
from stadtteilkasse.haushalt.domain import CostKind, Exclusion, Rules


def answers_of(case) -> dict[str, bool | None]:
    """What was found for each item of the checklist so far, {code: passed}."""
    return {check.code: check.passed for check in case.checks.all()}
