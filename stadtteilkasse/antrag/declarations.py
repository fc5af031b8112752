"""What an applicant declares, and the words of it. Each is ticked by itself, none beforehand.

The words are stored with the declaration as they stood on the screen. § 264 StGB is not among
them: no business or economic subsidy.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.templatetags.german import datum

ACCOUNT = "account"
NOT_BEGUN = "not_begun"
PUBLISH_ACTION, PUBLISH_NAME = "publish_action", "publish_name"


@dataclass(frozen=True)
class Declaration:
    """`required`: without it nothing can be sent. The others are consents, free and revocable."""

    code: str
    words: str
    required: bool = True


def declarations(*, begun: bool | None, account_by: dt.date | None) -> list[Declaration]:
    """What is declared in this application, in the order of the page.

    Who said that something has begun is not asked to declare the opposite.
    """
    required = [
        (NOT_BEGUN, _not_begun()),
        ("correct", _("Alle meine Angaben sind richtig und vollständig.")),
        (
            "no_double_funding",
            _("Für dieselben Kosten bekomme ich kein anderes Geld als angegeben."),
        ),
        (
            "rules",
            _("Ich halte mich an die Regeln der Stadtteilkasse und an das, was im Brief steht."),
        ),
        (ACCOUNT, _account(account_by)),
        (
            "repay",
            _("Geld, das übrig bleibt oder das ich für etwas anderes ausgebe, zahle ich zurück."),
        ),
        ("logo", _("Auf Plakaten und Flyern zeige ich das Logo der Stadtteilkasse.")),
        (
            "inspection",
            _("Bezirksamt und Rechnungshof dürfen prüfen, wofür ich das Geld ausgegeben habe."),
        ),
        ("privacy_read", _("Ich habe die Hinweise zum Datenschutz gelesen.")),
    ]
    consents = [
        (
            PUBLISH_ACTION,
            _("Titel, Kurzbeschreibung, Stadtteil und Betrag dürfen veröffentlicht werden."),
        ),
        (PUBLISH_NAME, _("Dabei darf auch mein Name stehen.")),
    ]
    return [
        *(Declaration(code, words) for code, words in required if code != NOT_BEGUN or not begun),
        *(Declaration(code, words, required=False) for code, words in consents),
    ]


def missing_declarations(declared: set[str], asked: list[Declaration]) -> dict[str, str]:
    """A sentence for each required declaration that is not made."""
    sentence = _("Bitte bestätigen Sie diesen Satz. Ohne ihn können wir nicht entscheiden.")
    return {row.code: sentence for row in asked if row.required and row.code not in declared}


def _not_begun():
    return _("Wir haben noch nicht angefangen und noch nichts gekauft, bestellt oder gemietet.")


def _account(account_by):
    if account_by is None:
        return _("Nach der Aktion rechne ich ab und zeige die Belege.")
    return _("Ich rechne bis zum %(day)s ab und zeige die Belege.") % {"day": datum(account_by)}
