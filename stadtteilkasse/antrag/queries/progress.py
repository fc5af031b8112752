"""How far an application is, section by section."""

from dataclasses import dataclass
from enum import StrEnum

from django.forms.models import model_to_dict

from portal import clock
from stadtteilkasse.antrag import answers
from stadtteilkasse.antrag.costs import line_total
from stadtteilkasse.antrag.declarations import Declaration, declarations, missing_declarations
from stadtteilkasse.antrag.queries.outlook import account_by, outlook, richtlinie_of
from stadtteilkasse.antrag.sections import PAGES, Page, Section, pages_of
from stadtteilkasse.haushalt.domain import check_amount, check_line
from stadtteilkasse.haushalt.queries import rules_of


class Progress(StrEnum):
    OPEN = "open"
    DONE = "done"
    CHECK = "check"
    OPTIONAL = "optional"


@dataclass(frozen=True)
class SectionProgress:
    """`page` is where one goes on: the first page with a problem, else the first of the section."""

    section: Section
    progress: Progress
    page: Page
    problems: dict[str, dict[str, str]]


def progress_of(case) -> list[SectionProgress]:
    """Each section of an application in the order of its pages."""
    given = answers_of(case)
    sections = dict.fromkeys(page.section for page in PAGES.values())
    return [_section_progress(case, section, given) for section in sections]


def all_problems(case) -> dict[str, dict[str, str]]:
    """What stops the sending: {page: {field: sentence}}; empty when all is said."""
    given = answers_of(case)
    found = {slug: page_problems(case, slug, given) for slug in PAGES}
    return {slug: problems for slug, problems in found.items() if problems}


def answers_of(case) -> dict:
    """The answers of a case as {field: value}."""
    return model_to_dict(case)


def page_problems(case, slug: str, given: dict) -> dict[str, str]:
    """What stops the sending on one page as {field: sentence}."""
    if slug == "kosten":
        return cost_problems(case)
    if slug == "erklaerungen":
        declared = set(case.declarations.values_list("code", flat=True))
        return missing_declarations(declared, asked_declarations(case))
    return answers.problems(slug, given)


def cost_problems(case) -> dict[str, str]:
    """Why this cost plan cannot be sent: no lines, nothing left to ask for, or over the limit."""
    if not case.costs.exists():
        return {"lines": answers.no_cost_lines()}
    richtlinie = richtlinie_of(case, clock.today())
    if richtlinie is None:
        return {}
    refusal = check_amount(richtlinie.max_amount, case.requested_amount)
    return {"requested_amount": refusal} if refusal else {}


def asked_declarations(case) -> list[Declaration]:
    """The declarations of this application in their present words."""
    richtlinie = richtlinie_of(case, clock.today())
    day = account_by(case, richtlinie) if richtlinie else None
    return declarations(begun=case.begun, account_by=day)


def page_hints(case, slug: str) -> list[answers.Hint]:
    """What to say about the answers of one page. Hints never stop anything."""
    if slug == "termin":
        return _date_hints(case)
    if slug == "mitmachen":
        return answers.participation_hints(case.open_to_all, case.minors)
    if slug == "kosten":
        return [hint for hints in line_hints(case) for hint in hints]
    return []


def line_hints(case) -> list[list]:
    """What to say beside each cost line, in their order."""
    richtlinie = richtlinie_of(case, clock.today())
    if richtlinie is None:
        return []
    rules = rules_of(richtlinie)
    return [
        check_line(rules, line.kind, line.label, line_total(line.quantity, line.unit_price))
        for line in case.costs.all()
    ]


def _date_hints(case):
    today = clock.today()
    richtlinie = richtlinie_of(case, today)
    first_start = outlook(case.region, richtlinie, today).first_start if richtlinie else None
    return answers.date_hints(case.starts_on, case.begun, today=today, first_start=first_start)


def _section_progress(case, section, given):
    pages = pages_of(section)
    problems = {page.slug: page_problems(case, page.slug, given) for page in pages}
    first_open = next((page for page in pages if problems[page.slug]), pages[0])
    return SectionProgress(section, _state(case, section, given, problems), first_open, problems)


def _state(case, section, given, problems):
    if section == Section.FILES:
        return Progress.DONE if case.attachments.exists() else Progress.OPTIONAL
    if not any(problems.values()):
        return Progress.DONE
    return Progress.CHECK if _is_begun(case, section, given) else Progress.OPEN


def _is_begun(case, section, given):
    if section == Section.COSTS:
        return case.costs.exists()
    if section == Section.DECLARATIONS and case.declarations.exists():
        return True
    return answers.is_touched(section, given)
