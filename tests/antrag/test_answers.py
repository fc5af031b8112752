"""What an answer must be, and what only gives a hint."""

import datetime as dt

import pytest

from stadtteilkasse.antrag.answers import (
    REQUIRED,
    date_hints,
    is_empty,
    participation_hints,
    problems,
)

TODAY, FIRST_START = dt.date(2026, 3, 2), dt.date(2026, 3, 23)
CONTACT = {
    "applicant_kind": "person",
    "first_name": "Aylin",
    "last_name": "Demir",
    "street": "Müllerstraße",
    "house_number": "1",
    "postal_code": "13353",
    "city": "Berlin",
    "email": "aylin@example.org",
}


@pytest.mark.parametrize("slug", REQUIRED)
def test_empty_page_asks_for_each_required_answer(slug):
    assert REQUIRED[slug].keys() <= problems(slug, {}).keys()


def test_no_and_zero_are_answers():
    assert not is_empty(False)
    assert not is_empty(0)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, []),
        ({"email": ""}, ["phone"]),
        ({"email": "", "phone": "030 1"}, []),
        ({"applicant_kind": "group"}, ["organisation"]),
        ({"applicant_kind": "institution"}, ["organisation", "input_tax"]),
        ({"applicant_kind": "legal_person"}, ["organisation", "nonprofit", "input_tax"]),
        (
            {
                "applicant_kind": "legal_person",
                "organisation": "Hof e. V.",
                "nonprofit": False,
                "input_tax": False,
                "transparency_number": "",
            },
            [],
        ),
    ],
)
def test_each_kind_of_applicant_is_asked_only_what_it_needs(answers, asked):
    assert list(problems("kontakt", CONTACT | answers)) == asked


def test_end_before_start_is_a_problem():
    days = {"starts_on": TODAY, "ends_on": dt.date(2026, 3, 1), "begun": False}

    assert list(problems("termin", days)) == ["ends_on"]


@pytest.mark.parametrize(("length", "is_problem"), [(299, True), (300, False), (1500, False)])
def test_description_needs_three_hundred_characters(length, is_problem):
    answers = {"title": "x", "description": "x" * length, "aim": "x", "topic": "green"}

    assert ("description" in problems("aktion", answers)) is is_problem


@pytest.mark.parametrize(
    ("starts_on", "begun", "words"),
    [
        (FIRST_START, False, None),
        (dt.date(2026, 3, 22), False, "Das wird knapp"),
        (dt.date(2026, 3, 1), False, "schon vorbei"),
        (FIRST_START, True, "schon angefangen"),
        (None, None, None),
    ],
)
def test_date_gives_hints_against_the_next_decision(starts_on, begun, words):
    hints = date_hints(starts_on, begun, today=TODAY, first_start=FIRST_START)

    assert [words in hint.sentence for hint in hints] == ([True] if words else [])


def test_without_a_planned_sitzung_no_day_is_too_early():
    assert date_hints(TODAY, False, today=TODAY, first_start=None) == []


def test_closed_circle_is_told_and_not_refused():
    assert [hint.source for hint in participation_hints(False, False)] == ["NF-02"]
    assert participation_hints(True, False) == []
