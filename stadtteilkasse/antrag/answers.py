"""What an answer must be before the application can be sent, and what gives a hint only.

Pure functions. `answers` is what a page's form has cleaned, or the fields of the case as a dict;
forms and the sending service ask the same questions here. A problem stops the sending; a hint never
does (§ 24 VwVfG: no rule rejects by itself).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.templatetags.german import datum
from stadtteilkasse.antrag.sections import PAGES, Section

SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 300, 1500
MOST_FILES = 5

# What has no use without an answer, with the sentence that asks for it.
REQUIRED = {
    "ort": {
        "place_street": gettext_lazy("Bitte schreiben Sie die Straße oder den Platz."),
        "region": gettext_lazy("Bitte wählen Sie Ihren Stadtteil."),
        "owner_consent": gettext_lazy("Bitte sagen Sie uns, ob die Aktion dort stattfinden darf."),
    },
    "termin": {
        "starts_on": gettext_lazy("Bitte geben Sie den Tag an, an dem Ihre Aktion beginnt."),
        "begun": gettext_lazy("Bitte wählen Sie Ja oder Nein."),
    },
    "sie": {
        "applicant_kind": gettext_lazy("Bitte wählen Sie, wer den Antrag stellt."),
    },
    "kontakt": {
        "first_name": gettext_lazy("Bitte schreiben Sie Ihren Vornamen."),
        "last_name": gettext_lazy("Bitte schreiben Sie Ihren Nachnamen."),
        "street": gettext_lazy("Bitte schreiben Sie Ihre Straße."),
        "house_number": gettext_lazy("Bitte schreiben Sie Ihre Hausnummer."),
        "postal_code": gettext_lazy("Bitte schreiben Sie Ihre Postleitzahl."),
        "city": gettext_lazy("Bitte schreiben Sie Ihren Ort."),
    },
    "aktion": {
        "title": gettext_lazy("Bitte geben Sie Ihrer Aktion einen Namen."),
        "description": gettext_lazy("Bitte schreiben Sie, was Sie vorhaben."),
        "aim": gettext_lazy("Bitte schreiben Sie, was dadurch besser werden soll."),
        "topic": gettext_lazy("Bitte wählen Sie das Thema, das am besten passt."),
    },
    "mitmachen": {
        "target_groups": gettext_lazy("Bitte wählen Sie, für wen die Aktion ist."),
        "open_to_all": gettext_lazy("Bitte sagen Sie uns, ob alle kommen können."),
        "publicity": gettext_lazy("Bitte schreiben Sie, wie die Leute davon erfahren."),
        "minors": gettext_lazy("Bitte wählen Sie Ja oder Nein."),
        "volunteers": gettext_lazy("Bitte schreiben Sie, wie viele ohne Bezahlung mithelfen."),
        "volunteer_work": gettext_lazy("Bitte schreiben Sie, was diese Menschen tun."),
    },
    "zustellung": {
        "delivery": gettext_lazy("Bitte wählen Sie, wie unser Brief zu Ihnen kommen soll."),
    },
}

ORGANISATIONS = {"group", "legal_person", "institution"}

# Who applies is asked only what its kind needs (transparency: only legal persons).
FIELDS_OF_KIND = {
    "person": (),
    "group": ("organisation",),
    "legal_person": ("organisation", "transparency_number", "nonprofit", "input_tax"),
    "institution": ("organisation", "input_tax"),
}
ONLY_FOR_SOME_KINDS = tuple(FIELDS_OF_KIND["legal_person"])

NAME_OF_KIND = {
    "group": gettext_lazy("Name der Gruppe"),
    "legal_person": gettext_lazy("Name des Vereins oder der Gesellschaft"),
    "institution": gettext_lazy("Name der Einrichtung"),
}


@dataclass(frozen=True)
class Hint:
    """What may go wrong, and what would help. It never refuses."""

    sentence: str
    source: str = ""


def problems(slug: str, answers: Mapping) -> dict[str, str]:
    """What still stops the sending on one page: a sentence for each field."""
    found = {
        field: str(sentence)
        for field, sentence in REQUIRED.get(slug, {}).items()
        if is_empty(answers.get(field))
    }
    return found | MORE_PROBLEMS.get(slug, _no_problems)(answers)


def is_empty(answer) -> bool:
    """Whether a question is unanswered; No and 0 are answers."""
    return answer is None or answer == "" or answer == []


def is_touched(section: Section, answers: Mapping) -> bool:
    """Whether anything that must be answered in this section has an answer yet."""
    return any(
        not is_empty(answers.get(field))
        for slug, page in PAGES.items()
        if page.section == section
        for field in REQUIRED.get(slug, {})
        if field != "city"  # has a default
    )


def _no_problems(answers):
    return {}


def _date_problems(answers):
    start, end = answers.get("starts_on"), answers.get("ends_on")
    if start and end and end < start:
        return {"ends_on": _("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage.")}
    return {}


def _contact_problems(answers):
    found = {}
    kind = answers.get("applicant_kind")
    if kind in ORGANISATIONS and not answers.get("organisation"):
        found["organisation"] = _("Bitte schreiben Sie den Namen.")
    for field in ("nonprofit", "input_tax"):
        if field in FIELDS_OF_KIND.get(kind, ()) and answers.get(field) is None:
            found[field] = _("Bitte wählen Sie Ja oder Nein.")
    if not answers.get("email") and not answers.get("phone"):
        found["phone"] = _("Bitte geben Sie eine Telefonnummer oder eine E-Mail-Adresse an.")
    return found


def _description_problems(answers):
    length = len(answers.get("description") or "")
    if 0 < length < SHORTEST_DESCRIPTION:
        sentence = _(
            "Bitte schreiben Sie etwas mehr, damit die Jury sich Ihre Aktion vorstellen kann: "
            "mindestens %(least)s Zeichen. Jetzt sind es %(now)s."
        )
        return {"description": sentence % {"least": SHORTEST_DESCRIPTION, "now": length}}
    return {}


MORE_PROBLEMS = {
    "termin": _date_problems,
    "kontakt": _contact_problems,
    "aktion": _description_problems,
}


def date_hints(
    starts_on: dt.date | None,
    begun: bool | None,
    *,
    today: dt.date,
    first_start: dt.date | None,
) -> list[Hint]:
    """What to say about the day on which an action begins.

    `first_start` is the first day possible after the next decision; None while none is planned.
    """
    # NF-01; AV Nr. 1.3 zu § 44 LHO: nothing that has begun before the decision.
    if begun:
        return [
            Hint(
                _(
                    "Für etwas, das schon angefangen hat oder gekauft ist, können wir meistens "
                    "kein Geld geben. Ist ein Teil noch nicht begonnen? Dann beantragen Sie nur "
                    "diesen Teil. Am besten rufen Sie uns vorher an."
                ),
                "NF-01",
            )
        ]
    if starts_on is None:
        return []
    if starts_on < today:
        return [
            Hint(
                _("Dieser Tag ist schon vorbei. Bitte prüfen Sie das Datum, auch das Jahr."),
                "NF-01",
            )
        ]
    if first_start and starts_on < first_start:
        sentence = _(
            "Das wird knapp. Unser Brief ist frühestens am %(day)s bei Ihnen, und vorher dürfen "
            "Sie nichts kaufen. Besser ist ein Tag ab dem %(day)s."
        )
        return [Hint(sentence % {"day": datum(first_start)}, "NF-01")]
    return []


def participation_hints(open_to_all: bool | None, minors: bool | None) -> list[Hint]:
    """What to say about who takes part."""
    hints = []
    if open_to_all is False:
        hints.append(
            Hint(
                _(
                    "Die Stadtteilkasse ist für Aktionen da, zu denen alle aus der Nachbarschaft "
                    "kommen können. Überlegen Sie, ob Sie Ihre Aktion öffnen können."
                ),
                "NF-02",
            )
        )
    if minors:
        hints.append(
            Hint(
                _(
                    "Kinder und Jugendliche brauchen Schutz. Die Stadtteilkoordination sagt Ihnen, "
                    "ob Sie ein Führungszeugnis brauchen. Das hält Ihren Antrag nicht auf."
                )
            )
        )
    return hints


def no_cost_lines() -> str:
    return _("Bitte schreiben Sie mindestens eine Sache auf, die Geld kostet.")
