import gettext

import pytest
from babel.messages.catalog import Catalog

from tools import messages


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """Extracts the texts of one file with this name and content, as {text: context}."""
    monkeypatch.setattr(messages, "CHECKOUT", tmp_path)

    def extract(name, content):
        path = tmp_path / name
        path.write_text(content)
        monkeypatch.setattr(messages, "python_files", lambda: [path])
        monkeypatch.setattr(messages, "template_files", list)
        return {m.id: m.context for m in messages._collect() if m.id}

    return extract


def test_messages_of_python_are_found(texts):
    source = '_("Antrag")\npgettext("Amt", "Titel")\nngettext("Kind", "Kinder", n)\nother("nicht")'

    assert texts("a.py", source) == {"Antrag": None, "Titel": "Amt", ("Kind", "Kinder"): None}


def test_messages_of_a_template_are_found(texts):
    source = """
    {% load i18n %}
          <p>{% translate "Ihr Antrag" context "Seite" %}</p> it's
      {% blocktranslate with name=who %}Guten Tag, {{ name }}{% endblocktranslate %}
    {{ _("Weiter") }}
    """

    assert texts("a.html", source) == {
        "Ihr Antrag": "Seite",
        "Guten Tag, %(name)s": None,
        "Weiter": None,
    }


def test_messages_are_written_the_same_twice(tmp_path):
    file = tmp_path / "tr" / "LC_MESSAGES" / "django.po"
    catalog = messages._new("tr")
    catalog.add("Antrag", "Başvuru")

    messages._write(file, catalog)
    once = file.read_text()
    messages._write(file, messages._read(file, "tr"))

    assert file.read_text() == once
    assert "Date" not in once


def test_messages_compile_to_what_gettext_reads(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    catalog = messages._new("tr")
    catalog.add("Antrag", "Başvuru")
    messages._write(tmp_path / "tr" / "LC_MESSAGES" / "django.po", catalog)

    messages.compile_messages()

    translation = gettext.translation("django", tmp_path, ["tr"])
    assert translation.gettext("Antrag") == "Başvuru"
    assert translation.gettext("Weiter") == "Weiter"


def test_count_of_translated_leaves_out_the_empty():
    catalog = Catalog(locale="en")
    catalog.add("Antrag", "application")
    catalog.add("Weiter", "")
    catalog.add(("Kind", "Kinder"), ("", ""))

    assert messages._count_translated(catalog) == 1
