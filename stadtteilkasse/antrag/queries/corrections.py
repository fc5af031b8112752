"""What the office asked of a resident and she has not answered yet."""

from django.db.models import QuerySet


def open_corrections(case) -> QuerySet:
    """The open questions of a case, one for each section at most, the most urgent first."""
    return case.corrections.filter(answered_at=None).order_by("due_on", "pk")


def is_asked(case, section: str) -> bool:
    """Whether a section of a case was opened again by a question."""
    return open_corrections(case).filter(section=section).exists()
