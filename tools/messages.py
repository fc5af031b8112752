"""`extract` gathers the texts for translators, `compile` makes what Django reads. No system tools.

Texts are German in the sources. Each language has `locale/<language>/LC_MESSAGES/django.po`; a text
without a translation appears in German.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from tools.sources import CHECKOUT, python_files, template_files

LOCALE = CHECKOUT / "locale"
LANGUAGES = ("en", "tr", "ar")
PLAIN = ("gettext", "gettext_lazy", "gettext_noop", "_")
KEYWORDS = {
    **dict.fromkeys(PLAIN, None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
UNSTEADY_HEADERS = (
    rb'^"(?:PO[\w-]+Date|Project-Id-Version|Report-[\w-]+|Last-Translator|Language-Team|'
    rb"Generated-By):.*\n"
)


def extract_messages() -> None:
    texts = _collect()
    for language in LANGUAGES:
        file = _po_file(language)
        catalog = _read(file, language) if file.exists() else _new(language)
        catalog.update(texts, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        _write(file, catalog)
        print(f"{language}: {_count_translated(catalog)} of {len(catalog)} texts translated")


def compile_messages() -> None:
    for file in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        with file.with_suffix(".mo").open("wb") as target:
            write_mo(target, _read(file, file.parent.parent.name))


def _collect() -> Catalog:
    texts = Catalog(charset="utf-8")
    for path in (*python_files(), *template_files()):
        name = str(path.relative_to(CHECKOUT))
        for line, message, comments, context in _messages_of(path):
            texts.add(
                message,
                locations=[(name, line)],
                auto_comments=comments,
                context=context,
                flags=["python-format"] if _has_placeholder(message) else [],
            )
    return texts


def _messages_of(path: Path) -> Iterator[tuple]:
    source = path.read_text()
    if path.suffix != ".py":
        # What stands before a text becomes filler that Python would read as wrong indentation.
        source = re.sub(r"^[ \t]+", "", templatize(source), flags=re.MULTILINE)
    return extract("python", io.BytesIO(source.encode()), KEYWORDS, ("Translators:",))


def _has_placeholder(message: str | tuple) -> bool:
    return "%(" in (message if isinstance(message, str) else "".join(message))


def _read(file: Path, language: str) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=language, charset="utf-8")


def _new(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="Stadtteilkasse",
        header_comment=f"# Stadtteilkasse: {language}. License: EUPL-1.2.",
        fuzzy=False,
    )


def _write(file: Path, catalog: Catalog) -> None:
    """Without dates and line numbers, so that only a change of the texts changes the file."""
    text = io.BytesIO()
    write_po(text, catalog, width=99, include_lineno=False)
    kept = re.sub(UNSTEADY_HEADERS, b"", text.getvalue(), flags=re.MULTILINE)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(kept)


def _po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _count_translated(catalog: Catalog) -> int:
    return sum(1 for message in catalog if message.id and _is_translated(message.string))


def _is_translated(translation: str | tuple | None) -> bool:
    forms = [translation] if isinstance(translation, str) else translation
    return bool(forms) and all(forms)


if __name__ == "__main__":
    settings.configure()
    {"extract": extract_messages, "compile": compile_messages}[sys.argv[1]]()
