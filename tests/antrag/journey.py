"""Answers that a person gives on the pages of an application, and a draft written with them."""

import datetime as dt
from decimal import Decimal

from portal import clock
from regions.models import Bezirksregion
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.queries.progress import asked_declarations
from stadtteilkasse.antrag.sections import PAGES
from stadtteilkasse.antrag.services import draft
from stadtteilkasse.haushalt.queries import current_richtlinie

DESCRIPTION = (
    "Wir stellen Tische in den Hof und laden alle aus den Häusern Nummer 1 bis 9 ein. Es gibt "
    "Spiele für Kinder, Musik von Nachbarn und eine lange Tafel, an der alle etwas mitbringen. "
    "Wir bauen am Vormittag gemeinsam auf. Am Nachmittag erzählen die Älteren, wie es hier "
    "früher war. Am Abend räumen wir zusammen auf."
)

ANSWERS = {
    "ort": {
        "place_street": "Müllerstraße",
        "place_house_number": "",
        "place_postal_code": "",
        "place_text": "im Innenhof",
        "owner_consent": "yes",
    },
    "termin": {"starts_on": "2026-06-13", "ends_on": "", "begun": "False"},
    "sie": {"applicant_kind": "person"},
    "kontakt": {
        "first_name": "Aylin",
        "last_name": "Demir",
        "street": "Müllerstraße",
        "house_number": "12 a",
        "postal_code": "13353",
        "city": "Berlin",
        "phone": "",
        "email": "aylin@example.org",
    },
    "aktion": {
        "title": "Nachbarschaftsfest im Hof",
        "description": DESCRIPTION,
        "aim": "Die Leute aus allen Häusern lernen sich kennen.",
        "topic": "meeting",
    },
    "mitmachen": {
        "target_groups": ["everybody", "families"],
        "open_to_all": "True",
        "publicity": "Zettel in allen Treppenhäusern",
        "minors": "False",
        "volunteers": "8",
        "volunteer_hours": "30",
        "volunteer_work": "aufbauen, spielen, aufräumen",
        "criteria": ["1", "2"],
    },
    "zustellung": {"delivery": "portal"},
}


def cost_lines(*lines, **money):
    """What the cost page sends for lines as (label, kind, quantity, price)."""
    sent = {"zeile-TOTAL_FORMS": str(len(lines)), "zeile-INITIAL_FORMS": "0"}
    for index, (label, kind, quantity, price) in enumerate(lines):
        sent |= {
            f"zeile-{index}-label": label,
            f"zeile-{index}-kind": kind,
            f"zeile-{index}-quantity": quantity,
            f"zeile-{index}-unit_price": price,
        }
    return sent | money


def page(case, slug):
    return f"/antrag/{case.public_id}/{slug}/"


def begin(client):
    """Start a draft by the start page's button; the case."""
    response = client.post("/antrag/neu/")
    return Antrag.objects.get(public_id=response.url.split("/")[2])


def complete_draft(actor=None, **values):
    """A draft in Parkviertel in which nothing is missing, made by the services."""
    case = draft.start_draft(actor=actor)
    region = Bezirksregion.objects.get(pk=values.pop("region_id", "014009"))
    by_section = {}
    for slug, answers in typed_answers().items():
        by_section.setdefault(PAGES[slug].section, {}).update(answers)
    by_section["place"]["region"] = region
    for section, answers in by_section.items():
        draft.save_answers(case, answers, section=section, actor=actor)
    if values:
        Antrag.objects.filter(pk=case.pk).update(**values)
    line = {
        "label": "Bänke",
        "kind": kind_code(region),
        "quantity": Decimal(7),
        "unit_price": Decimal("50.00"),
    }
    draft.save_costs(case, [line], {}, actor=actor)
    case.refresh_from_db()
    words = {row.code: row.words for row in asked_declarations(case) if row.required}
    draft.save_declarations(case, words, actor=actor)
    case.refresh_from_db()
    return case


def typed_answers():
    """ANSWERS as the forms clean them."""
    return ANSWERS | {
        "termin": {"starts_on": dt.date(2026, 6, 13), "ends_on": None, "begun": False},
        "mitmachen": ANSWERS["mitmachen"]
        | {
            "open_to_all": True,
            "minors": False,
            "volunteers": 8,
            "volunteer_hours": 30,
            "criteria": [1, 2],
        },
    }


def kind_code(region):
    """A cost kind that is funded."""
    richtlinie = current_richtlinie(region, clock.today())
    return richtlinie.kostenarten.filter(rule="allowed").first().code
