"""What happens to an application after sending: a question is answered, or it is taken back.

The person does it in her account; for who has none, the office writes down what they said.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.calendar import add_workdays
from portal.errors import Refused
from portal.rows import lock
from stadtteilkasse.antrag.domain import Capacity
from stadtteilkasse.antrag.models import Antrag, Channel
from stadtteilkasse.antrag.queries.corrections import open_corrections
from stadtteilkasse.antrag.queries.people import has_account, roles_of
from stadtteilkasse.antrag.queries.progress import answers_of, page_problems
from stadtteilkasse.antrag.sections import pages_of
from stadtteilkasse.antrag.services.stage import advance
from stadtteilkasse.antrag.services.submit import refuse_unreachable
from stadtteilkasse.haushalt import services as haushalt


@transaction.atomic
def answer_corrections(case, *, actor, expected_version=None) -> Antrag:
    """Send the answers to all open questions back into the review (§ 26 (2) VwVfG).

    Raises `Refused` when a section that was asked about still has a problem, or when the office
    answers for somebody who has an account; `Stale` when the case changed since `expected_version`.
    """
    case = lock(Antrag.objects, case.pk, expected_version)
    by_office = Capacity.APPLICANT not in roles_of(actor, case)
    if by_office:
        _refuse_for_account(case)
    corrections = open_corrections(case)
    sections = sorted(corrections.values_list("section", flat=True))
    _refuse_incomplete(case, sections)
    refuse_unreachable(case)
    corrections.update(answered_at=clock.now())
    entry = advance(
        case,
        "answer",
        actor=actor,
        due_on=add_workdays(clock.today(), case.richtlinie.check_workdays),
        sections=sections,
        **({"by_office": True} if by_office else {}),
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
    _record_withdrawal(case, advance(case, "withdraw", actor=actor), actor)
    return case


@transaction.atomic
def withdraw_for(case, *, said_on: dt.date, channel: str, actor, expected_version=None) -> Antrag:
    """Write down that somebody without an account took the application back (§ 10 VwVfG).

    `said_on` and `channel` (call, visit, paper): when and how the person said so. What was reserved
    comes free. Raises `Refused` when the person has an account, the day lies before the receipt or
    in the future, or a letter is released; `Stale` when the case changed since `expected_version`.
    """
    case = lock(Antrag.objects, case.pk, expected_version)
    _refuse_for_account(case)
    _refuse_impossible_day(case, said_on)
    if channel not in Channel.values or channel == Channel.ONLINE:
        raise Refused("Bitte wählen Sie, wie die Person es gesagt hat.")
    entry = advance(
        case, "withdraw_for", actor=actor, said_on=said_on.isoformat(), channel=str(channel)
    )
    _record_withdrawal(case, entry, actor)
    return case


def _record_withdrawal(case, entry, actor):
    """Free what was reserved, and write both down."""
    freed = haushalt.release_reservation(case, actor=actor) if case.bookings.exists() else None
    audit.record(*filter(None, [entry, freed]))


def _refuse_for_account(case):
    if has_account(case):
        raise Refused("Diese Person hat ein Konto. Sie antwortet dort selbst oder zieht zurück.")


def _refuse_impossible_day(case, day):
    if day > clock.today():
        raise Refused("Dieser Tag liegt in der Zukunft. Bitte prüfen Sie ihn.")
    if case.received_on is None or day < case.received_on:
        raise Refused("Da war der Antrag noch nicht da. Bitte prüfen Sie den Tag.")


def _refuse_incomplete(case, sections):
    given = answers_of(case)
    pages = [page for section in sections for page in pages_of(section)]
    if any(page_problems(case, page.slug, given) for page in pages):
        raise Refused(_("Es fehlt noch etwas. Bitte sehen Sie sich den Teil noch einmal an."))
