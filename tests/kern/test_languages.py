"""A language is offered when every text is translated, and not before."""

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from tools import messages


def untranslated(catalog, texts):
    """The texts without a translation in the catalogue."""
    found = ((text.id, catalog.get(text.id, text.context)) for text in texts if text.id)
    return [text for text, entry in found if not (entry and messages._is_translated(entry.string))]


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES if code != "de"])
def test_offered_language_is_complete(language):
    catalog = messages._read(messages._po_file(language), language)

    assert untranslated(catalog, messages._collect()) == []


def test_missing_translation_is_found():
    texts, catalog = Catalog(), Catalog(locale="en")
    for text in ("Antrag", "Weiter"):
        texts.add(text)
    catalog.add("Antrag", "Application")
    catalog.add("Weiter", "")

    assert untranslated(catalog, texts) == ["Weiter"]
