"""The words of a letter: from a decision and its clauses to sections of plain text.

A section is {"kind", "heading", "paragraphs", "items"}; screen and paper are made of the same ones.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format

from koordination.models import Dienststelle, Koordination
from koordination.queries import dienststelle_of, office_of
from portal.errors import Refused
from portal.money import format_euro
from stadtteilkasse.antrag.models import Kostenposition
from stadtteilkasse.bescheid.domain import ZERO, BescheidKind
from stadtteilkasse.bescheid.models import Klausel
from stadtteilkasse.haushalt.models import LegalForm
from stadtteilkasse.jury.models import Votum
from stadtteilkasse.jury.queries import votum_of

PLACE = re.compile(r"{(\w+)}")

DECISION_CODE = {
    BescheidKind.GRANT: "E-BEWILLIGUNG",
    BescheidKind.PARTIAL: "E-TEIL",
    BescheidKind.REJECTION: "E-ABLEHNUNG",
}
SUBJECT = {
    BescheidKind.GRANT: "Ihr Antrag an die Stadtteilkasse ist bewilligt",
    BescheidKind.PARTIAL: "Ihr Antrag an die Stadtteilkasse ist zum Teil bewilligt",
    BescheidKind.REJECTION: "Ihr Antrag an die Stadtteilkasse ist abgelehnt",
}


@dataclass(frozen=True)
class Texts:
    """The clauses that hold for a letter, by code, and the values that fill their places."""

    clauses: dict[str, Klausel]
    values: dict[str, str]

    def of(self, code) -> str:
        if code not in self.clauses:
            raise Refused(f"Der Text {code} fehlt für diese Rechtsform. Bitte erst anlegen.")
        return fill(self.clauses[code].text, self.values)

    def version(self, code) -> int:
        return self.clauses[code].version


def fill(text: str, values: dict[str, str]) -> str:
    """The text with each {place} replaced by its value. `Refused` for a place without one."""

    def value(place):
        if not values.get(place[1]) and place[1] not in values:
            raise Refused(f"Für den Brief fehlt noch eine Angabe: {place[1]}.")
        return values[place[1]]

    return PLACE.sub(value, text)


def in_words(amount: Decimal) -> str:
    """„dreihundertfünfzig Euro“, „zwölf Euro und 50 Cent“."""
    # Here, since the import brings the numbers of all languages.
    from num2words import num2words

    euros, cents = divmod(int(amount * 100), 100)
    # „ein Euro“, not „eins Euro“
    words = "ein Euro" if euros == 1 else f"{num2words(euros, lang='de')} Euro"
    return f"{words} und {cents:02d} Cent" if cents else words


@dataclass(frozen=True)
class Material:
    """What a letter is made of besides the decision itself."""

    sender: Dienststelle
    office: Koordination | None
    votum: Votum | None
    clauses: dict[str, Klausel]
    conditions: list[Klausel]
    costs: list[Kostenposition]


def gather(bescheid, day) -> Material:
    """The material of a letter as it holds on a day. Raises `Refused` without a letterhead."""
    case = bescheid.antrag
    sender = dienststelle_of(case.region.bezirk_id, day)
    if sender is None:
        raise Refused("Der Briefkopf fehlt noch. Legen Sie zuerst die Dienststelle an.")
    return Material(
        sender=sender,
        office=office_of(case.region, day),
        votum=votum_of(case),
        clauses=clauses_of(bescheid.legal_form, day),
        conditions=list(bescheid.conditions.order_by("position")),
        costs=list(case.costs.all()),
    )


def clauses_of(legal_form, day) -> dict[str, Klausel]:
    """The texts that hold on a day, by code."""
    # Without a named legal form the preview shows form A, marked as not valid.
    current = Klausel.objects.current(legal_form or LegalForm.BESCHEID, day)
    return {clause.code: clause for clause in current}


def compose(bescheid, *, number, day, signed_by, material=None) -> dict:
    """The letter as values, sections and HTML, for preview and for the release alike.

    `number` and `signed_by` are empty in a preview. Raises `Refused` when a text or a value that
    the letter needs is missing.
    """
    # The letter is German whatever language the person who releases it reads.
    with translation.override("de"):
        material = material or gather(bescheid, day)
        letter = _values_and_words(bescheid, material, number, day, signed_by)
        html = render_to_string("bescheid/print/letter.html", {"letter": letter, "day": day})
        return letter | {"html": html}


def _values_and_words(bescheid, material, number, day, signed_by):
    case = bescheid.antrag
    texts = Texts(material.clauses, _values(bescheid, material))
    return {
        "number": number,
        "day": day.isoformat(),
        "kind": bescheid.kind,
        "amount": str(bescheid.amount),
        "subject": SUBJECT[bescheid.kind],
        "sender": _as_values(material.sender),
        "receiver": _receiver(case),
        "case_number": case.number,
        "contact": bescheid.drafted_by.get_full_name(),
        "signed_by": signed_by,
        "valid": case.richtlinie.letters_valid,
        "costs": _costs(bescheid, material),
        "sections": _sections(bescheid, texts, material.conditions),
        "clauses": {
            code: texts.version(code)
            for code in sorted(_codes(bescheid, material.conditions))
            if code in texts.clauses
        },
    }


def _sections(bescheid, texts, chosen):
    granted = bescheid.kind != BescheidKind.REJECTION
    sections = [_section("decision", "", [texts.of(DECISION_CODE[bescheid.kind])])]
    if granted:
        todo = [texts.of(code) for code in ("T-BEGINN", "T-KONTO", "T-BELEGE")]
        sections.append(_section("todo", "Was Sie jetzt tun", items=todo))
    if bescheid.kind != BescheidKind.GRANT:
        sections.append(_section("reason", "Warum wir so entscheiden", _reasons(bescheid, texts)))
    sections.append(_section("legal_ground", "Rechtliche Grundlage", _grounds(bescheid, texts)))
    if granted:
        conditions = [fill(clause.text, texts.values) for clause in chosen]
        heading = "Nebenbestimmungen: Daran müssen Sie sich halten"
        sections.append(_section("conditions", heading, items=conditions))
    else:
        sections.append(_section("bridge", "Was Sie tun können", [texts.of("BR-BERATUNG")]))
    sections.append(_section("remedy", "Ihre Rechte", [texts.of("RB-WIDERSPRUCH")]))
    return sections


def _section(kind, heading, paragraphs=(), items=()):
    return {
        "kind": kind,
        "heading": heading,
        "paragraphs": list(paragraphs),
        "items": list(items),
    }


def _reasons(bescheid, texts):
    own_words = [bescheid.below_vote_reason, bescheid.reason]
    return [
        *([texts.of(bescheid.reason_code)] if bescheid.reason_code else []),
        *(words.strip() for words in own_words if words.strip()),
    ]


def _grounds(bescheid, texts):
    ground = "R-GRUND-ABL" if bescheid.kind == BescheidKind.REJECTION else "R-GRUND"
    weighed = [texts.of("R-ERMESSEN")] if bescheid.voted_amount is not None else []
    return [texts.of(ground), *weighed]


def _codes(bescheid, chosen):
    standing = {"T-BEGINN", "T-KONTO", "T-BELEGE", "R-GRUND", "R-GRUND-ABL", "R-ERMESSEN"}
    return standing | {
        DECISION_CODE[bescheid.kind],
        "BR-BERATUNG",
        "RB-WIDERSPRUCH",
        bescheid.reason_code,
        *(clause.code for clause in chosen),
    }


def _as_values(sender):
    fields = ("authority", "department", "unit", "street", "postal_code", "city", "phone", "email")
    return {name: getattr(sender, name) for name in fields}


def _receiver(case):
    person = f"{case.first_name} {case.last_name}".strip()
    lines = [case.organisation, person, f"{case.street} {case.house_number}".strip()]
    return [line for line in (*lines, f"{case.postal_code} {case.city}".strip()) if line]


def _costs(bescheid, material):
    if bescheid.kind == BescheidKind.REJECTION:
        return []
    return [{"label": line.label, "amount": format_euro(line.amount)} for line in material.costs]


def _values(bescheid, material):
    case, sender = bescheid.antrag, material.sender
    votum, office = material.votum, material.office
    values = {
        "titel": case.title,
        "betrag": format_euro(bescheid.amount),
        "worte": in_words(bescheid.amount),
        "beantragt": format_euro(bescheid.requested_amount),
        "votum": format_euro(bescheid.voted_amount or ZERO),
        "antrag_vom": _german(case.received_on),
        "votum_vom": _german(votum.item.sitzung.day) if votum else "",
        "region": case.region.name,
        "jahr": str(case.haushaltsjahr.year),
        "behoerde": sender.authority,
        "sitz": sender.city,
        "richtlinie": case.richtlinie.title,
        "richtlinie_ab": _german(case.richtlinie.valid_from),
        "spielraum": str(case.richtlinie.item_tolerance_percent),
        "buero": office.name if office else "Ihre Stadtteilkoordination",
        "buero_telefon": f" (Telefon {office.phone})" if office and office.phone else "",
    }
    days = {
        "von": bescheid.period_from,
        "bis": bescheid.period_until,
        "nachweis_bis": bescheid.proof_due_on,
    }
    return values | {name: _german(value) for name, value in days.items() if value}


def _german(day):
    return date_format(day, "j. F Y")
