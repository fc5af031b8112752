"""The table of steps, exhaustively: every state × step × role."""

import itertools

import pytest

from portal.errors import Refused
from stadtteilkasse.antrag.domain import STEPS, Capacity, Stage, check_step

# What the design says, written down a second time: step -> (stages, who, next stage).
SAID = {
    "submit": ("draft", "applicant office clerk", "submitted"),
    "take_up": ("submitted", "office clerk", "in_review"),
    "ask": ("in_review", "office clerk", "returned"),
    "answer": ("returned", "applicant office clerk", "in_review"),
    "propose_rejection": ("in_review returned", "office clerk", "ineligible"),
    "resume_review": ("ineligible ready", "office clerk", "in_review"),
    "pass_to_jury": ("in_review", "office clerk", "ready"),
    "put_on_agenda": ("ready waiting", "office clerk", "on_agenda"),
    "take_off_agenda": ("on_agenda", "office clerk", "ready"),
    "adjourn": ("on_agenda", "office clerk", "ready"),
    "put_on_waiting_list": ("on_agenda", "office clerk", "waiting"),
    "record_vote": ("on_agenda", "office clerk", "voted"),
    "reopen_vote": ("voted waiting", "office clerk", "on_agenda"),
    "draft_letter": ("voted ineligible", "office clerk", "drafted"),
    "discard_voted_draft": ("drafted", "office clerk head", "voted"),
    "discard_ineligible_draft": ("drafted", "office clerk head", "ineligible"),
    "release_letter": ("drafted", "head", "released"),
    "send_letter": ("released", "system office clerk head", "sent"),
    "announce": ("sent", "applicant system", "announced"),
    "retrieval_lapsed": ("sent", "system", "released"),
    "withdraw": (
        "submitted in_review returned ineligible ready on_agenda waiting voted drafted",
        "applicant",
        "withdrawn",
    ),
    "withdraw_for": (
        "submitted in_review returned ineligible ready on_agenda waiting voted drafted",
        "office clerk",
        "withdrawn",
    ),
}


def test_table_has_exactly_the_steps_that_are_said():
    assert set(STEPS) == set(SAID)


@pytest.mark.parametrize("name", STEPS)
def test_step_is_possible_in_its_stages_for_its_people_only(name):
    stages, people, target = SAID[name]
    expected = {(Stage(stage), Capacity(who)) for stage in stages.split() for who in people.split()}

    possible = {
        (stage, who)
        for stage, who in itertools.product(Stage, Capacity)
        if _is_possible(name, stage, who)
    }

    assert possible == expected
    assert STEPS[name].target == Stage(target)


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("stage", Stage)
def test_step_is_never_possible_for_a_stranger(name, stage):
    assert not _is_possible(name, stage)


def _is_possible(name, stage, *capacities):
    try:
        check_step(name, stage, frozenset(capacities))
    except Refused:
        return False
    return True
