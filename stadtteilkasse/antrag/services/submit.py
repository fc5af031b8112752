"""Sending an application: it gets its number, its day of receipt, and a confirmation."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.errors import Refused
from portal.rows import lock
from stadtteilkasse.antrag.models import Antrag, Channel, Delivery, NumberCounter
from stadtteilkasse.antrag.queries.outlook import Outlook, outlook
from stadtteilkasse.antrag.queries.progress import all_problems
from stadtteilkasse.antrag.services.mail import tell_applicant
from stadtteilkasse.antrag.services.stage import advance
from stadtteilkasse.haushalt.queries import current_richtlinie, year_of

FROM_SENDING_ON = (
    "number",
    "submitted_at",
    "received_on",
    "channel",
    "entered_by",
    "haushaltsjahr",
    "richtlinie",
)


@transaction.atomic
def submit(
    case,
    *,
    actor,
    expected_version: int | None = None,
    channel: str = Channel.ONLINE,
    received_on: dt.date | None = None,
    entered_by=None,
) -> Antrag:
    """Send an application (§ 22 VwVfG): number, day of receipt, year, rules, confirmation by mail.

    `received_on` is today unless the office typed what came earlier by call, visit or paper; then
    `entered_by` is who typed. Numbers of a region and year of receipt follow without gaps.
    Raises `Refused` when something is missing, the case was sent before, or its year is not open;
    `Stale` when it changed since `expected_version`.
    """
    case = lock(Antrag.objects.select_related("region__bezirk"), case.pk, expected_version)
    _refuse_second_sending(case)
    _refuse_sending_of_nobodys(case, channel)
    _refuse_incomplete(case)
    refuse_unreachable(case)
    case.received_on = _day_of_receipt(channel, received_on)
    case.richtlinie = _richtlinie(case)
    case.haushaltsjahr = _haushaltsjahr(case)
    case.channel, case.entered_by = channel, entered_by
    case.submitted_at = clock.now()
    case.number = _take_number(case.region, case.received_on.year)
    expected = outlook(case.region, case.richtlinie, case.received_on)
    entry = advance(
        case,
        "submit",
        actor=actor,
        due_on=expected.checked_by,
        also_save=FROM_SENDING_ON,
        received_on=case.received_on.isoformat(),
        channel=channel,
    )
    _confirm(case, expected)
    audit.record(entry)
    return case


def _refuse_second_sending(case):
    if case.number:
        raise Refused(_("Dieser Antrag ist schon gesendet."))


def _refuse_sending_of_nobodys(case, channel):
    """Online only its people send: who applies must be known, or nobody is excluded later."""
    if channel == Channel.ONLINE and not case.participants.exists():
        raise Refused(_("Bitte melden Sie sich mit dem Code an, bevor Sie den Antrag senden."))


def _refuse_incomplete(case):
    if all_problems(case):
        raise Refused(
            _("Es fehlt noch etwas. Die Liste zeigt, welche Teile Sie bitte noch einmal ansehen.")
        )


def refuse_unreachable(case) -> None:
    """Who has no account here cannot fetch a letter here. Raises `Refused`."""
    if case.delivery == Delivery.PORTAL and not case.participants.exists():
        raise Refused(
            "Diese Person hat kein Konto und kann den Brief nicht online abholen. "
            "Bitte wählen Sie „per Post“."
        )


def _day_of_receipt(channel, received_on):
    today = clock.today()
    if received_on is None or channel == Channel.ONLINE:
        return today
    if received_on > today:
        raise Refused("Der Tag des Eingangs liegt in der Zukunft. Bitte prüfen Sie das Datum.")
    return received_on


def _richtlinie(case):
    richtlinie = current_richtlinie(case.region, case.received_on)
    if richtlinie is None:
        raise Refused(
            _(
                "Für diesen Stadtteil gibt es noch keine Regeln. Ihr Entwurf bleibt gespeichert. "
                "Bitte rufen Sie die Stadtteilkoordination an."
            )
        )
    return richtlinie


def _haushaltsjahr(case):
    """The year in which the action takes place, whatever the day of receipt (§ 45 LHO)."""
    year = year_of(case.region.bezirk, case.starts_on.year)
    if year is None:
        sentence = _(
            "Für %(year)s nimmt die Stadtteilkasse noch keine Anträge an. Ihr Entwurf bleibt "
            "gespeichert. Bitte rufen Sie die Stadtteilkoordination an."
        )
        raise Refused(sentence % {"year": case.starts_on.year})
    return year


def _take_number(region, year):
    """The next number of a region and year; the counter stays locked until the end."""
    NumberCounter.objects.get_or_create(region=region, year=year)
    counter = NumberCounter.objects.select_for_update().get(region=region, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"STK-{region.kuerzel}-{year}-{counter.last:03}"


def _confirm(case, expected: Outlook):
    tell_applicant(
        case,
        template="antrag/mail/received",
        kind="antrag.received",
        outlook=expected,
        confirmation_url=settings.BASE_URL + reverse("antrag:confirmation", args=[case.public_id]),
    )
