"""The words of a letter: what must stand in it, what must not, and that markup stays text."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from pdfminer.high_level import extract_text

from portal import clock, files
from portal.errors import Refused
from stadtteilkasse.bescheid import services, tasks
from stadtteilkasse.bescheid.letter import compose, fill, in_words
from stadtteilkasse.bescheid.models import Ausfertigung
from tests.support.letters import REASON


def words_of(letter):
    return " ".join(
        " ".join((section["heading"], *section["paragraphs"], *section["items"]))
        for section in letter["sections"]
    )


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("350", "dreihundertfünfzig Euro"),
        ("1", "ein Euro"),
        ("500.50", "fünfhundert Euro und 50 Cent"),
        ("0.05", "null Euro und 05 Cent"),
    ],
)
def test_amount_in_words(amount, words):
    assert in_words(Decimal(amount)) == words


def test_fill_takes_values_literally():
    assert fill("Für {titel}.", {"titel": "{betrag} <b>"}) == "Für {betrag} <b>."


def test_fill_refuses_a_place_without_a_value():
    with pytest.raises(Refused, match="nachweis_bis"):
        fill("bis {nachweis_bis}", {})


def test_partial_grant_names_amount_reason_rights_and_conditions(draft):
    letter = compose(draft, number="", day=clock.today(), signed_by="")
    words = words_of(letter)

    assert letter["sections"][0]["paragraphs"][0].startswith("Sie erhalten für")
    for part in ("350,00 Euro", "dreihundertfünfzig", "500,00 Euro", REASON, "Widerspruch"):
        assert part in words
    assert [section["kind"] for section in letter["sections"]] == [
        "decision",
        "todo",
        "reason",
        "legal_ground",
        "conditions",
        "remedy",
    ]


def test_rejection_names_a_way_on_and_no_conditions(voted_case, decision, samira):
    rejection = replace(decision, amount=Decimal("0.00"), below_vote_reason=REASON)
    draft = services.draft_bescheid(voted_case, rejection, actor=samira)

    letter = compose(draft, number="", day=clock.today(), signed_by="")

    assert [section["kind"] for section in letter["sections"]] == [
        "decision",
        "reason",
        "legal_ground",
        "bridge",
        "remedy",
    ]


def test_preview_says_that_it_is_not_valid_and_the_released_letter_does_not(draft, lothar):
    preview = compose(draft, number="", day=clock.today(), signed_by="")
    released = services.release_bescheid(draft, actor=lothar)

    assert 'class="brief entwurf"' in preview["html"]
    assert 'class="brief"' in released.letter["html"]


def test_released_letter_carries_no_computed_day_of_bekanntgabe(released):
    assert "Bekanntgabe" in words_of(released.letter)
    assert "6. März 2026" not in released.letter["html"]


def test_markup_in_answers_stays_text(voted_case, decision, samira, lothar):
    voted_case.title = "<script>alert(1)</script> =1+1 {betrag}"
    voted_case.save(update_fields=["title"])
    draft = services.draft_bescheid(voted_case, decision, actor=samira)

    bescheid = services.release_bescheid(draft, actor=lothar)
    tasks.render_due()

    assert "<script>" not in bescheid.letter["html"]
    text = extract_text(io.BytesIO(files.read(Ausfertigung.objects.get().file)))
    assert "<script>alert(1)</script> =1+1 {betrag}" in " ".join(text.split())


def test_paper_and_screen_have_the_same_words(released, client_for, samira):
    tasks.render_due()
    page = client_for(samira).get(f"/arbeit/bescheide/{released.public_id}/").content.decode()
    text = " ".join(extract_text(io.BytesIO(files.read(Ausfertigung.objects.get().file))).split())

    for section in released.letter["sections"]:
        for sentence in (*section["paragraphs"], *section["items"]):
            assert sentence in page
            assert sentence.replace(" ", "") in text.replace(" ", "")
