"""Links in the documents lead somewhere, and the handbook's pictures are small and in use."""

import re

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
PICTURES = ROOT / "docs" / "handbuch" / "bilder"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")])
LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#|mailto:)([^)#\s]+)")
LARGEST = 120 * 1024


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_links_lead_somewhere(document):
    assert broken_links(document) == []


def test_broken_link_is_found(tmp_path):
    document = tmp_path / "page.md"
    document.write_text("See [the plan](plan.md).")

    assert broken_links(document) == ["plan.md"]


def test_pictures_have_words_for_those_who_do_not_see_them():
    wordless = [
        target
        for document in DOCUMENTS
        for is_picture, words, target in LINK.findall(document.read_text())
        if is_picture and not words.strip()
    ]

    assert wordless == []


def test_pictures_are_small():
    assert [path.name for path in PICTURES.iterdir() if path.stat().st_size > LARGEST] == []


def test_every_picture_is_shown():
    shown = {
        (document.parent / target).resolve()
        for document in DOCUMENTS
        for is_picture, _, target in LINK.findall(document.read_text())
        if is_picture
    }

    assert [path.name for path in PICTURES.iterdir() if path.resolve() not in shown] == []


def broken_links(document):
    return [
        target
        for _, _, target in LINK.findall(document.read_text())
        if not (document.parent / target).exists()
    ]
