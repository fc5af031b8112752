"""Rules for cost plans and dates."""

import datetime as dt
from decimal import Decimal

import pytest

from stadtteilkasse.haushalt import domain
from stadtteilkasse.haushalt.domain import Change, CostKind, Exclusion, Hint, Rules

D = Decimal
RULES = Rules(
    D("500.00"),
    {
        kind.code: kind
        for kind in (
            CostKind("material", "Material", "allowed"),
            CostKind("essen", "Essen", "limited", "Nur wenig davon.", "NF-06"),
            CostKind("honorar", "Honorar", "excluded", "Nur Sachen.", "NF-08"),
            CostKind("reise", "Reisen", "excluded"),
            CostKind("porto", "Porto", "limited"),
        )
    },
    (
        Exclusion("NF-06", "Kein Catering.", "Bringt etwas mit.", ("catering", "grill")),
        Exclusion("NF-13", "Kein Alkohol.", "", ("bier", "wein")),
    ),
)


def sentences(kind, label, amount="20.00"):
    return [hint.sentence for hint in domain.check_line(RULES, kind, label, D(amount))]


def test_line_that_fits_needs_no_words():
    assert sentences("material", "Erde und Blumen") == []


def test_line_without_a_kind_breaks():
    assert domain.check_line(RULES, "", "Erde", D(20)) == [
        Hint("Bitte wählen Sie, was für eine Art von Kosten das ist.", breaks=True)
    ]


def test_excluded_kind_breaks_with_its_sentence_and_source():
    assert domain.check_line(RULES, "honorar", "Musik", D(20)) == [
        Hint("Nur Sachen.", "NF-08", breaks=True)
    ]


def test_limited_kind_hints():
    assert domain.check_line(RULES, "essen", "Obst", D(20)) == [Hint("Nur wenig davon.", "NF-06")]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("reise", "Reisen können wir nicht bezahlen."),
        ("porto", "Porto bezahlen wir nur in besonderen Fällen."),
    ],
)
def test_kind_without_a_sentence_gets_one(kind, sentence):
    assert sentences(kind, "Fahrt") == [sentence]


@pytest.mark.parametrize("label", ["Bier", "Weinprobe", "2 Kästen bier"])
def test_word_that_sounds_excluded_gives_a_hint_that_does_not_break(label):
    assert domain.check_line(RULES, "material", label, D(20)) == [Hint("Kein Alkohol.", "NF-13")]


@pytest.mark.parametrize("label", ["Schweinestall aus Pappe", "Elbiergarten"])
def test_word_inside_another_gives_no_hint(label):
    assert sentences("material", label) == []


def test_rule_that_the_kind_has_already_named_is_not_named_twice():
    assert sentences("essen", "Grillkohle") == ["Nur wenig davon."]


def test_keyword_hint_says_what_helps():
    assert sentences("material", "Catering") == ["Kein Catering. Bringt etwas mit."]


def test_line_over_the_limit_says_where_the_rest_is_entered():
    (sentence,) = sentences("material", "Zelt", "500.01")

    assert sentence == (
        "Das kostet allein schon mehr als 500,00 Euro. Mehr können wir nicht geben. Tragen Sie bei "
        "„eigenes Geld“ oder „anderes Geld“ ein, woher der Rest kommt."
    )


@pytest.mark.parametrize("amount", ["0.01", "500.00"])
def test_amount_within_the_limit(amount):
    assert domain.check_amount(D(500), D(amount)) is None


def test_amount_over_the_limit_names_the_difference():
    assert domain.check_amount(D(500), D("620.50")) == (
        "Sie beantragen 620,50 Euro, höchstens möglich sind 500,00 Euro. Das sind 120,50 Euro zu "
        "viel: Streichen Sie etwas, oder tragen Sie ein, wer den Rest bezahlt."
    )


@pytest.mark.parametrize("amount", ["0.00", "-20.00"])
def test_amount_of_nothing(amount):
    assert domain.check_amount(D(500), D(amount)) == (
        "Nach Abzug des anderen Geldes bleibt nichts, das Sie beantragen könnten."
    )


@pytest.mark.parametrize(
    ("amounts", "other_money", "expected"),
    [
        ([], 0, None),
        ([200, 300], 0, None),
        ([200, 300, 1], 0, 2),
        ([600], 0, 0),
        ([600], 100, None),
        ([300, 300, 50], 100, 2),
    ],
)
def test_line_with_which_the_sum_goes_over_the_limit(amounts, other_money, expected):
    lines = [D(amount) for amount in amounts]

    assert domain.breaking_line(lines, D(other_money), D(500)) == expected


@pytest.mark.parametrize(
    ("sitzung", "workdays", "expected"),
    [
        # Thursday, five working days to the next Thursday, four days by post
        (dt.date(2026, 3, 12), 5, dt.date(2026, 3, 23)),
        # over Good Friday and Easter Monday
        (dt.date(2026, 4, 2), 5, dt.date(2026, 4, 17)),
        (dt.date(2026, 3, 12), 0, dt.date(2026, 3, 16)),
    ],
)
def test_first_possible_start(sitzung, workdays, expected):
    assert domain.first_possible_start(sitzung, workdays) == expected


def test_day_in_year():
    assert domain.day_in_year("10.11.", 2026) == dt.date(2026, 11, 10)


@pytest.mark.parametrize("text", ["", "10.11", "31.02.", "10. November", "11/10", "1.1.2026"])
def test_day_in_year_that_is_none(text):
    with pytest.raises(ValueError):  # noqa: PT011
        domain.day_in_year(text, 2026)


def test_difference_of_equal_versions():
    assert domain.difference({"Titel": "A"}, {"Titel": "A"}) == []


def test_difference_shows_what_changed_came_and_went():
    before = {"Titel": "A", "Höchstbetrag": "500,00 €", "NF-01": "begonnen"}
    after = {"Titel": "A", "Höchstbetrag": "600,00 €", "NF-02": "nicht offen"}

    assert domain.difference(before, after) == [
        Change("Höchstbetrag", "500,00 €", "600,00 €"),
        Change("NF-02", None, "nicht offen"),
        Change("NF-01", "begonnen", None),
    ]


@pytest.mark.parametrize(
    ("ends_on", "due"),
    [
        (dt.date(2026, 6, 12), dt.date(2026, 7, 10)),
        (dt.date(2026, 12, 1), dt.date(2026, 12, 10)),
        (dt.date(2026, 12, 20), dt.date(2026, 12, 20)),
        (dt.date(2027, 1, 5), dt.date(2027, 1, 5)),
    ],
)
def test_proof_is_due_weeks_after_the_end_within_the_year_but_never_before_it(ends_on, due):
    assert domain.proof_due_on(ends_on, year=2026, weeks=4, last_proof="10.12.") == due
