"""What the pages of the review show of a case."""

from portal import clock
from regions.models import SpecialArea
from regions.queries import special_areas_of
from stadtteilkasse.antrag.checklist import Facts, hints_for, line_hints
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.queries.outlook import outlook
from stadtteilkasse.haushalt.queries import rules_of

# Hints help to look; afterwards they would only say again what was found.
HINTS_IN = frozenset({Stage.SUBMITTED, Stage.IN_REVIEW})


def answers_of(case) -> dict[str, bool | None]:
    """What was found for each item of the checklist so far, {code: passed}."""
    return {check.code: check.passed for check in case.checks.all()}


def review_hints(case) -> tuple[dict[str, list], list[list]]:
    """What the rules say to staff: beside each section, and beside each cost line. Four queries.

    Nothing once somebody has looked: asked back, passed it on, or proposed to reject.
    """
    if case.stage not in HINTS_IN:
        return {}, []
    today = clock.today()
    facts, rules = facts_of(case, today), rules_of(case.richtlinie)
    first_start = outlook(case.region, case.richtlinie, today).first_start
    return hints_for(facts, rules, today=today, first_start=first_start), line_hints(facts, rules)


def facts_of(case, today) -> Facts:
    """What of the case the rules look at."""
    return Facts(
        open_to_all=case.open_to_all,
        begun=case.begun,
        starts_on=case.starts_on,
        received_on=case.received_on,
        requested=case.requested_amount,
        lines=tuple((line.kind, line.label, line.amount) for line in case.costs.all()),
        planungsraum_known=case.planungsraum_id is not None,
        special_areas=_areas_with_own_money(case, today),
    )


def _areas_with_own_money(case, today):
    if case.planungsraum_id is None:
        return ()
    areas = special_areas_of(case.planungsraum, today)
    # NF-03: only the Quartiersmanagement has a fund of its own for such actions.
    with_own_fund = areas.filter(kind=SpecialArea.Kind.QUARTIERSMANAGEMENT)
    return tuple(with_own_fund.values_list("name", flat=True))
