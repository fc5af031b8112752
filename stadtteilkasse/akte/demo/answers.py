"""What the invented applicant of a plan answers, section by section."""

from decimal import Decimal

from stadtteilkasse.antrag.models import ApplicantKind, OwnerConsent
from stadtteilkasse.antrag.sections import Section


def answers_of(plan, region) -> dict[str, dict]:
    """The answers as {section: {field: value}}, in the order in which pages ask."""
    return {
        Section.PLACE: {
            "region": region,
            "place_street": plan.street,
            "place_text": "im Hof",
            "owner_consent": OwnerConsent.YES,
            "starts_on": plan.starts_on,
            "ends_on": plan.starts_on,
            "begun": False,
        },
        Section.APPLICANT: {
            "applicant_kind": plan.kind,
            "organisation": plan.organisation,
            "first_name": plan.first_name,
            "last_name": plan.last_name,
            "street": plan.street,
            "house_number": plan.house_number,
            "postal_code": "13353",
            **_of_kind(plan.kind),
        },
        Section.ACTION: {
            "title": plan.idea.title,
            "description": plan.idea.description,
            "aim": plan.idea.aim,
            "topic": plan.idea.topic,
        },
        Section.PARTICIPATION: {
            "target_groups": ["everybody"],
            "open_to_all": True,
            "publicity": "Zettel in den Häusern, in Läden und in der Schule",
            "minors": False,
            "volunteers": 6,
            "volunteer_hours": 24,
            "volunteer_work": "aufbauen, einladen, aufräumen",
            "criteria": [1, 2],
        },
        Section.DECLARATIONS: {"delivery": plan.delivery},
    }


def cost_lines_of(idea) -> list[dict]:
    """The cost plan as the cost page saves it."""
    return [
        {"label": label, "kind": kind, "quantity": Decimal(count), "unit_price": Decimal(price)}
        for label, kind, count, price in idea.costs
    ]


def _of_kind(kind):
    if kind == ApplicantKind.LEGAL_PERSON:
        return {"nonprofit": True, "input_tax": False, "transparency_number": "2024-01234"}
    return {"input_tax": False} if kind == ApplicantKind.INSTITUTION else {}
