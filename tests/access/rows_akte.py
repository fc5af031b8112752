from stadtteilkasse.antrag.domain import Stage
from tests.access.matrix import (
    COORDINATION,
    KORAY,
    LOTHAR,
    PETRA,
    RENATE,
    SAMIRA,
    STAFF,
    only,
    page,
)
from tests.support.cases import make_case

ACTS = KORAY | SAMIRA
WRITES_NOTES = ACTS | LOTHAR
SEES_CASES = COORDINATION | SAMIRA | LOTHAR | PETRA | RENATE


def case_in(stage):
    return lambda: {"public_id": make_case(stage).public_id}


ROWS = [
    page("akte:desk", get=only(STAFF)),
    page("akte:cases", get=only(SEES_CASES)),
    page("akte:cases_csv", get=only(SEES_CASES)),
    page("akte:cases_xlsx", get=only(SEES_CASES)),
    page("akte:case", args=case_in(Stage.SUBMITTED), get=only(ACTS | LOTHAR | PETRA | RENATE)),
    page("review:take_up", args=case_in(Stage.SUBMITTED), post=only(ACTS, 422), get=405),
    page("review:check", args=case_in(Stage.IN_REVIEW), get=only(ACTS), post=only(ACTS, 422)),
    page("review:ask", args=case_in(Stage.IN_REVIEW), get=only(ACTS), post=only(ACTS, 422)),
    page(
        "review:propose_rejection",
        args=case_in(Stage.IN_REVIEW),
        get=only(ACTS),
        post=only(ACTS, 422),
    ),
    page("review:resume_review", args=case_in(Stage.READY), get=405, post=only(ACTS, 422)),
    page("review:pass_to_jury", args=case_in(Stage.IN_REVIEW), get=405, post=only(ACTS, 422)),
    page(
        "review:withdraw_for",
        args=case_in(Stage.RETURNED),
        get=only(ACTS),
        post=only(ACTS, 422),
    ),
    page(
        "review:write_note",
        args=case_in(Stage.READY),
        get=only(WRITES_NOTES),
        post=only(WRITES_NOTES, 422),
    ),
    page(
        "review:change_region",
        args=case_in(Stage.IN_REVIEW),
        get=only(ACTS),
        post=only(ACTS, 422),
    ),
    page(
        "review:declare_bias",
        args=case_in(Stage.IN_REVIEW),
        get=only(WRITES_NOTES),
        post=only(WRITES_NOTES, 422),
    ),
]
