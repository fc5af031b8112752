"""A first Richtlinie and a first year, for the demo, the tests, and as a start for a new Bezirk.

The rules are those that published pages and sibling funds have in common; a Bezirk makes them
its own under /arbeit/richtlinien/.
"""

import datetime as dt
from decimal import Decimal

from django.conf import settings

from regions.models import Bezirk, Bezirksregion
from stadtteilkasse.haushalt import services
from stadtteilkasse.haushalt.domain import CostRule, LegalForm
from stadtteilkasse.haushalt.models import Haushaltsjahr, Richtlinie

FIRST_DAY = dt.date(2020, 1, 1)
KAPITEL, TITEL = "3320", "68432"
ANSATZ = Decimal("5000.00")

KOSTENARTEN = [
    {
        "code": "material",
        "label": "Material",
        "examples": "Pflanzen, Erde, Farbe, Holz, Bastelsachen, Werkzeug",
        "rule": CostRule.ALLOWED,
    },
    {
        "code": "miete",
        "label": "Mieten und Leihen",
        "examples": "Raum, Bierbänke, Zelt, Technik, Spielmobil",
        "rule": CostRule.ALLOWED,
    },
    {
        "code": "druck",
        "label": "Druck und Werbung",
        "examples": "Plakate, Handzettel, Einladungen",
        "rule": CostRule.ALLOWED,
    },
    {
        "code": "transport",
        "label": "Transport und Porto",
        "examples": "Leihwagen, Briefmarken, Fahrscheine",
        "rule": CostRule.ALLOWED,
    },
    {
        "code": "honorar",
        "label": "Honorar",
        "examples": "Musik, Kursleitung, Übersetzung",
        "rule": CostRule.EXCLUDED,
        "hint": "Honorare und Löhne können wir nicht bezahlen, nur Sachen. Vielleicht hilft "
        "jemand ehrenamtlich mit? Ihre Stadtteilkoordination kennt viele Leute.",
        "source": "NF-08",
    },
    {
        "code": "verpflegung",
        "label": "Essen und Getränke",
        "examples": "Kaffee, Wasser, Obst, Kuchen",
        "rule": CostRule.LIMITED,
        "hint": "Essen und Getränke bezahlen wir nur, wenn sie zur Aktion gehören, und nur wenig "
        "davon. Schreiben Sie bitte dazu, wofür sie gebraucht werden.",
        "source": "NF-06",
    },
    {
        "code": "sonstiges",
        "label": "Etwas anderes",
        "examples": "alles, was oben nicht passt",
        "rule": CostRule.LIMITED,
        "hint": "Beschreiben Sie bitte genau, was Sie kaufen oder mieten wollen und wozu.",
    },
]

KRITERIEN = [
    {"text": "Die Aktion nützt dem Stadtteil und den Menschen, die hier leben."},
    {"text": "Menschen aus der Nachbarschaft machen selbst mit."},
    {"text": "Menschen helfen sich selbst und übernehmen Verantwortung."},
    {"text": "Die Aktion macht Lust, sich für andere einzusetzen."},
    {"text": "Menschen reden miteinander und leben besser zusammen."},
    {"text": "Nachbarinnen und Nachbarn lernen sich besser kennen."},
    {"text": "Das Ergebnis ist bald zu sehen, und alle können mitmachen.", "required": True},
]

AUSSCHLUESSE = [
    {
        "code": "NF-01",
        "text": "Aktionen, die vor der Zusage schon begonnen haben, können wir nicht fördern.",
        "alternative": "Kaufen, bestellen und mieten Sie erst, wenn Sie unseren Brief haben.",
    },
    {
        "code": "NF-02",
        "text": "Aktionen, zu denen nicht alle kommen können, können wir nicht fördern.",
        "alternative": "Öffnen Sie die Aktion für die ganze Nachbarschaft und laden Sie mit "
        "einem Aushang ein.",
    },
    {
        "code": "NF-03",
        "text": "Aktionen außerhalb des Stadtteils oder in einem Gebiet mit eigenem Aktionsfonds "
        "können wir nicht fördern.",
        "alternative": "Fragen Sie Ihre Stadtteilkoordination, welcher Topf zuständig ist.",
    },
    {
        "code": "NF-04",
        "text": "Aktionen, mit denen jemand Geld verdienen will, können wir nicht fördern.",
        "alternative": "Spenden und Einnahmen sind möglich, wenn sie wieder in die Aktion fließen.",
        "keywords": "standmiete, verkaufsstand",
    },
    {
        "code": "NF-05",
        "text": "Aufgaben, die Bezirk, Schule oder Kita selbst bezahlen müssen, können wir nicht "
        "übernehmen.",
        "alternative": "Zusätzliches, das die Nachbarschaft selbst auf die Beine stellt, geht.",
        "keywords": "schulbuch, schulbücher, trikot",
    },
    {
        "code": "NF-06",
        "text": "Essen gehen, Catering und ein Großeinkauf von Lebensmitteln werden nicht bezahlt.",
        "alternative": "Wenig Essen und Trinken, das zur Aktion gehört, tragen Sie als „Essen und "
        "Getränke“ ein. Oder alle bringen etwas mit.",
        "keywords": "catering, buffet, büfett, restaurant, grill, fleisch, wurst, würst, pizza, "
        "lebensmittel, getränk, kuchen, snack, imbiss",
    },
    {
        "code": "NF-07",
        "text": "Freiwillige Versicherungen, Gebühren, Mitgliedsbeiträge, Zinsen, Strafen, "
        "Kautionen und Telefon werden nicht bezahlt.",
        "alternative": "Wer ehrenamtlich hilft, ist oft schon versichert. Fragen Sie Ihre "
        "Stadtteilkoordination.",
        "keywords": "versicherung, gebühr, mitgliedsbeitrag, kaution, zinsen, telefon, "
        "handyvertrag",
    },
    {
        "code": "NF-08",
        "text": "Löhne und Honorare werden nicht bezahlt.",
        "alternative": "Wir bezahlen Sachen. Vielleicht hilft jemand ehrenamtlich mit?",
        "keywords": "honorar, gage, lohn, gehalt, aufwandsentschädigung, kursleitung, dj",
    },
    {
        "code": "NF-09",
        "text": "Anschaffungen ohne Aktion, Bauarbeiten, Spielgeräte und Teiche werden nicht "
        "bezahlt.",
        "alternative": "Beschreiben Sie, was die Nachbarschaft mit der Anschaffung macht. Vieles "
        "können Sie auch leihen.",
        "keywords": "rutsche, schaukel, klettergerüst, teich, fernseher, laptop, smartphone",
    },
    {
        "code": "NF-10",
        "text": "Laufende Kosten und Projekte, die schon fertig sind, werden nicht bezahlt.",
        "alternative": "Beantragen Sie, was Sie nur für diese eine Aktion brauchen.",
        "keywords": "monatsmiete, jahresmiete, strom, heizung, internetanschluss, abo",
    },
    {
        "code": "NF-11",
        "text": "Aktionen, die Menschen herabsetzen oder ausschließen, werden nicht gefördert.",
        "alternative": "",
    },
    {
        "code": "NF-12",
        "text": "Was schon jemand anderes bezahlt, wird nicht noch einmal bezahlt.",
        "alternative": "Tragen Sie das andere Geld ein und beantragen Sie nur den Rest.",
    },
    {
        "code": "NF-13",
        "text": "Alkohol, Tabak, Geschenke, Privates und Werbung für Parteien oder Glauben werden "
        "nicht bezahlt.",
        "alternative": "Alles andere an Ihrer Aktion können Sie trotzdem beantragen.",
        "keywords": "bier, wein, sekt, schnaps, alkohol, zigarette, tabak, shisha, geschenk, "
        "gutschein, preisgeld",
    },
]


def create_richtlinie(
    bezirk,
    *,
    edited_by,
    approved_by,
    legal_form=LegalForm.BESCHEID,
    region=None,
    valid_from=FIRST_DAY,
) -> Richtlinie:
    """Draft and approve a Richtlinie with all rules, for the Bezirk or one of its regions."""
    draft = services.draft_richtlinie(
        bezirk, region=region, contents=first_contents(valid_from, legal_form), actor=edited_by
    )
    return services.approve_richtlinie(draft, actor=approved_by)


def first_contents(valid_from, legal_form="") -> dict:
    """The contents of a first version; its texts count as approved when it has a legal form."""
    return {
        "values": {
            "title": "Richtlinie der Stadtteilkasse",
            "valid_from": valid_from,
            "legal_form": legal_form,
            "texts_approved": bool(legal_form),
        },
        "kostenarten": KOSTENARTEN,
        "kriterien": KRITERIEN,
        "ausschluesse": AUSSCHLUESSE,
    }


def open_demo_year(year, *, actor, bezirk=None) -> Haushaltsjahr:
    """Open a year with 5,000 € for each region of the Bezirk."""
    bezirk = bezirk or Bezirk.objects.get(pk=settings.BEZIRK)
    regions = Bezirksregion.objects.filter(bezirk=bezirk)
    return services.open_year(
        bezirk,
        year,
        kapitel=KAPITEL,
        titel=TITEL,
        allotments=dict.fromkeys(regions, ANSATZ),
        actor=actor,
    )
