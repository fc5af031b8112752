"""The sections of an application, as the resident fills them in and as a Nachforderung names them.

A section has one or more pages, each with one thing on it. Pages stand in the order of asking.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Section(TextChoices):
    PLACE = "place", _("Wo und wann")
    APPLICANT = "applicant", _("Sie")
    ACTION = "action", _("Ihre Aktion")
    PARTICIPATION = "participation", _("Mitmachen")
    COSTS = "costs", _("Kosten")
    FILES = "files", _("Dateien")
    DECLARATIONS = "declarations", _("Erklärungen")


# The same sections as staff read them.
STAFF_WORDS = {
    Section.PLACE: "Wo und wann",
    Section.APPLICANT: "Wer beantragt",
    Section.ACTION: "Die Aktion",
    Section.PARTICIPATION: "Wer mitmacht",
    Section.COSTS: "Kosten",
    Section.FILES: "Dateien",
    Section.DECLARATIONS: "Erklärungen",
}


@dataclass(frozen=True)
class Page:
    """`slug` is its address and its key; `question` its heading."""

    slug: str
    section: Section
    question: str


PAGES = {
    page.slug: page
    for page in (
        Page("ort", Section.PLACE, _("Wo findet Ihre Aktion statt?")),
        Page("termin", Section.PLACE, _("Wann ist Ihre Aktion?")),
        Page("sie", Section.APPLICANT, _("Wer stellt den Antrag?")),
        Page("kontakt", Section.APPLICANT, _("Wie erreichen wir Sie?")),
        Page("aktion", Section.ACTION, _("Was haben Sie vor?")),
        Page("mitmachen", Section.PARTICIPATION, _("Wer macht mit?")),
        Page("kosten", Section.COSTS, _("Was kostet Ihre Aktion?")),
        Page("dateien", Section.FILES, _("Möchten Sie Dateien mitschicken?")),
        Page("erklaerungen", Section.DECLARATIONS, _("Was Sie uns zusagen")),
        Page("zustellung", Section.DECLARATIONS, _("Wie soll unser Brief zu Ihnen kommen?")),
    )
}


def pages_of(section: str) -> list[Page]:
    """The pages of a section, in their order."""
    return [page for page in PAGES.values() if page.section == section]


def page_after(slug: str, section: str | None = None) -> Page | None:
    """The next page, within one section when it is given; None after the last."""
    pages = pages_of(section) if section else list(PAGES.values())
    following = pages[pages.index(PAGES[slug]) + 1 :]
    return following[0] if following else None


def page_before(slug: str) -> Page | None:
    """The page before; None before the first."""
    pages = list(PAGES.values())
    index = pages.index(PAGES[slug])
    return pages[index - 1] if index else None
