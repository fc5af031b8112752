"""The answers of an application in words, section by section, for check page, file and PDF."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.money import format_euro
from portal.templatetags.german import datum
from stadtteilkasse.antrag.answers import FIELDS_OF_KIND, NAME_OF_KIND
from stadtteilkasse.antrag.models import Delivery, TargetGroup
from stadtteilkasse.antrag.sections import PAGES, Page


@dataclass(frozen=True)
class ReadPage:
    """The answers of one page as (what was asked, what was answered); unanswered is empty."""

    page: Page
    items: list[tuple[str, str]]


def read_sections(case) -> list[ReadPage]:
    """All answers of a case, page by page, in the order of asking. Three queries."""
    return [ReadPage(page, READERS[slug](case)) for slug, page in PAGES.items()]


def _place(case):
    return [
        (
            _("Adresse"),
            _address(case.place_street, case.place_house_number, case.place_postal_code),
        ),
        (_("Wo genau?"), case.place_text),
        (_("Stadtteil"), str(case.region) if case.region_id else ""),
        (_("Darf die Aktion dort stattfinden?"), case.get_owner_consent_display()),
        *([(_("Anderes Programm"), case.get_area_answer_display())] if case.area_answer else []),
    ]


def _dates(case):
    days = datum(case.starts_on) if case.starts_on else ""
    if case.ends_on and case.ends_on != case.starts_on:
        days = _("%(first)s bis %(last)s") % {"first": days, "last": datum(case.ends_on)}
    return [(_("Wann?"), days), (_("Schon angefangen oder etwas gekauft?"), _yes_no(case.begun))]


def _kind(case):
    return [(_("Wer stellt den Antrag?"), case.get_applicant_kind_display())]


def _contact(case):
    asked = FIELDS_OF_KIND.get(case.applicant_kind, ())
    of_kind = {
        "organisation": (NAME_OF_KIND.get(case.applicant_kind, ""), case.organisation),
        "transparency_number": (_("Nummer in der Transparenzdatenbank"), case.transparency_number),
        "nonprofit": (_("Gemeinnützig"), _yes_no(case.nonprofit)),
        "input_tax": (_("Mehrwertsteuer vom Finanzamt zurück"), _yes_no(case.input_tax)),
    }
    street = _address(case.street, case.house_number, f"{case.postal_code} {case.city}")
    return [
        *(of_kind[name] for name in asked),
        (_("Name"), f"{case.first_name} {case.last_name}".strip()),
        (_("Adresse"), street),
        (_("Telefon"), case.phone),
        (_("E-Mail"), case.email),
    ]


def _action(case):
    return [
        (_("Name der Aktion"), case.title),
        (_("Was haben Sie vor?"), case.description),
        (_("Was wird besser?"), case.aim),
        (_("Thema"), case.get_topic_display()),
    ]


def _participation(case):
    groups = [str(TargetGroup(code).label) for code in case.target_groups]
    return [
        (_("Für wen?"), ", ".join(groups)),
        (_("Können alle kommen?"), _yes_no(case.open_to_all)),
        (_("Wie erfahren die Leute davon?"), case.publicity),
        (_("Kinder oder Jugendliche dabei?"), _yes_no(case.minors)),
        (_("Freiwillige"), _number(case.volunteers)),
        (_("Stunden zusammen"), _number(case.volunteer_hours)),
        (_("Was tun sie?"), case.volunteer_work),
    ]


def _costs(case):
    lines = [(line.label, _euro(line.amount)) for line in case.costs.all()]
    others = [
        (_("Eigenes Geld"), case.own_money),
        (_("Anderes Geld von %(who)s") % {"who": case.other_money_from}, case.other_money),
        (_("Einnahmen"), case.income),
    ]
    less = [(label, f"− {_euro(amount)}") for label, amount in others if amount]
    return [*lines, *less, (_("Sie beantragen"), _euro(case.requested_amount))]


def _files(case):
    files = case.attachments.select_related("file")
    return [(row.note or _("Datei"), row.file.name) for row in files]


def _declarations(case):
    return [(row.words, _("erklärt")) for row in case.declarations.order_by("pk")]


def _delivery(case):
    words = {Delivery.PORTAL: _("online abholen"), Delivery.POST: _("per Post")}
    return [(_("Brief"), str(words.get(case.delivery, "")))]


READERS = {
    "ort": _place,
    "termin": _dates,
    "sie": _kind,
    "kontakt": _contact,
    "aktion": _action,
    "mitmachen": _participation,
    "kosten": _costs,
    "dateien": _files,
    "erklaerungen": _declarations,
    "zustellung": _delivery,
}


def _address(street, house_number, rest):
    line = f"{street} {house_number}".strip()
    return ", ".join(part for part in (line, rest.strip()) if part)


def _yes_no(answer):
    return {True: _("Ja"), False: _("Nein")}.get(answer, "")


def _number(value):
    return "" if value is None else str(value)


def _euro(amount):
    return f"{format_euro(amount)} €"
