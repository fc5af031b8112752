"""What a resident does with an application after sending: answer a question, take it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.calendar import add_workdays
from portal.errors import Refused
from portal.rows import lock
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.queries.corrections import open_corrections
from stadtteilkasse.antrag.queries.progress import answers_of, page_problems
from stadtteilkasse.antrag.sections import pages_of
from stadtteilkasse.antrag.services.stage import advance
from stadtteilkasse.haushalt import services as haushalt


@transaction.atomic
def answer_corrections(case, *, actor, expected_version=None) -> Antrag:
    """Send the answers to all open questions back into the review (§ 26 (2) VwVfG).

    Raises `Refused` when a section that was asked about still has a problem, `Stale` when the case
    changed since `expected_version`.
    """
    case = lock(Antrag.objects, case.pk, expected_version)
    corrections = open_corrections(case)
    sections = sorted(corrections.values_list("section", flat=True))
    _refuse_incomplete(case, sections)
    corrections.update(answered_at=clock.now())
    entry = advance(
        case,
        "answer",
        actor=actor,
        due_on=add_workdays(clock.today(), case.richtlinie.check_workdays),
        sections=sections,
    )
    audit.record(entry)
    return case


@transaction.atomic
def withdraw(case, *, actor, expected_version=None) -> Antrag:
    """Take an application back (Antragsrücknahme). What was reserved for it comes free.

    Raises `Refused` once a letter is released, `Stale` when the case changed since
    `expected_version`.
    """
    case = lock(Antrag.objects, case.pk, expected_version)
    entries = [advance(case, "withdraw", actor=actor)]
    if case.bookings.exists():
        entries.append(haushalt.release_reservation(case, actor=actor))
    audit.record(*filter(None, entries))
    return case


def _refuse_incomplete(case, sections):
    given = answers_of(case)
    pages = [page for section in sections for page in pages_of(section)]
    if any(page_problems(case, page.slug, given) for page in pages):
        raise Refused(_("Es fehlt noch etwas. Bitte sehen Sie sich den Teil noch einmal an."))
