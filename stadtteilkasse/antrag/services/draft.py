"""Writing an application: begin it, save its pages, tie it to a person.

A draft without a person belongs to the session that holds its public id; the views look after
that (`antrag.sessions`). Whoever is logged in writes only where they take part.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, clock, files
from portal.errors import Refused
from portal.rows import bump, lock
from stadtteilkasse.antrag.answers import FIELDS_OF_KIND, MOST_FILES, ONLY_FOR_SOME_KINDS
from stadtteilkasse.antrag.costs import line_total, requested_amount
from stadtteilkasse.antrag.declarations import ACCOUNT
from stadtteilkasse.antrag.domain import STAFF, Capacity, Stage
from stadtteilkasse.antrag.models import (
    Anlage,
    Antrag,
    Beteiligter,
    Channel,
    Erklaerung,
    Kostenposition,
)
from stadtteilkasse.antrag.queries.people import roles_of
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.antrag.services.stage import refuse_unless

COST_FIELDS = ("label", "kind", "quantity", "unit_price")


@transaction.atomic
def start_draft(*, actor) -> Antrag:
    """Begin an application; `actor` is None for somebody who has not logged in."""
    case = Antrag.objects.create(email=actor.email if actor else "")
    if actor:
        Beteiligter.objects.create(antrag=case, user=actor)
    audit.record(audit.Entry("antrag.begun", actor, subject=case.public_id))
    return case


@transaction.atomic
def start_for_somebody(*, actor, region, channel: str) -> Antrag:
    """Begin an application that the office types for a person who called, came or wrote.

    Raises `Refused` unless the channel is one of those and the person works for this region.
    """
    case = Antrag.objects.create(region=region, channel=channel, entered_by=actor)
    refuse_unless(case, actor, Capacity.OFFICE, Capacity.CLERK)
    if channel == Channel.ONLINE:
        raise Refused("Bitte wählen Sie, wie der Antrag zu Ihnen kam.")
    audit.record(
        audit.Entry("antrag.begun_by_office", actor, subject=case.public_id, region_id=region.pk)
    )
    return case


@transaction.atomic
def claim_draft(case, *, actor) -> None:
    """Tie a draft that nobody has to the person who wrote it. Somebody's draft stays theirs."""
    case = lock(Antrag.objects, case.pk)
    if case.entered_by_id or case.participants.exists():
        return
    Beteiligter.objects.create(antrag=case, user=actor)
    if not case.email:
        case.email = actor.email
        bump(case, "email")
    audit.record(audit.Entry("antrag.claimed", actor, subject=case.public_id))


@transaction.atomic
def save_answers(case, answers: dict, *, section, actor, expected_version=None) -> set[str]:
    """Save the answers of one page as {field: value}. Returns the names of what changed.

    Raises `Stale` when the case changed since `expected_version`, `Refused` when this section is
    not open to the person now.
    """
    case = _lock_open(case, section, actor, expected_version)
    answers = answers | _emptied_with(case, answers) | _kept_in_region(case, answers)
    changed = {name for name, value in answers.items() if getattr(case, name) != value}
    if not changed:
        return changed
    for name in changed:
        setattr(case, name, answers[name])
    if changed & {"starts_on", "ends_on"}:
        # The day named in this declaration follows from these.
        case.declarations.filter(code=ACCOUNT).delete()
    _bump(case, *changed)
    audit.record(_saved(case, actor, changed))
    return changed


@transaction.atomic
def save_costs(case, lines: list[dict], money: dict, *, actor, expected_version=None) -> bool:
    """Save the cost plan: all lines as {label, kind, quantity, unit_price}, and other money.

    Computes the requested amount; the limit of the Richtlinie is no matter of a draft. Returns
    whether anything changed. Raises `Stale`, and `Refused` when the section is not open.
    """
    case = _lock_open(case, Section.COSTS, actor, expected_version)
    before = list(case.costs.values(*COST_FIELDS))
    if lines == before and all(getattr(case, name) == value for name, value in money.items()):
        return False
    case.costs.all().delete()
    Kostenposition.objects.bulk_create(
        Kostenposition(antrag=case, position=position, **line)
        for position, line in enumerate(lines, start=1)
    )
    for name, value in money.items():
        setattr(case, name, value)
    totals = [line_total(line["quantity"], line["unit_price"]) for line in lines]
    case.requested_amount = requested_amount(totals, case.own_money, case.other_money, case.income)
    _bump(case, *money, "requested_amount")
    audit.record(_saved(case, actor, ["costs", *money]))
    return True


@transaction.atomic
def save_declarations(case, words: dict[str, str], *, actor, expected_version=None) -> None:
    """Save what was declared, as {code: words on the screen}; what is left out is not declared."""
    case = _lock_open(case, Section.DECLARATIONS, actor, expected_version)
    case.declarations.exclude(code__in=words).delete()
    Erklaerung.objects.bulk_create(
        [Erklaerung(antrag=case, code=code, words=text) for code, text in words.items()],
        update_conflicts=True,
        unique_fields=["antrag", "code"],
        update_fields=["words", "declared_at"],
    )
    _bump(case)
    audit.record(_saved(case, actor, [f"declared_{code}" for code in words]))


@transaction.atomic
def attach_file(case, upload, *, note, actor) -> Anlage:
    """Add a file. Raises `FileRefused` with what is wrong with it, `Refused` after five."""
    case = _lock_open(case, Section.FILES, actor)
    if case.attachments.count() >= MOST_FILES:
        raise Refused(
            _("Fünf Dateien sind schon da, mehr geht nicht. Entfernen Sie zuerst eine davon.")
        )
    stored = files.store(
        upload,
        owner=actor,
        subject=case.public_id,
        region_id=case.region_id,
        purpose="antrag.attachment",
    )
    attachment = Anlage.objects.create(antrag=case, file=stored, note=note)
    _bump(case)
    audit.record(_saved(case, actor, ["attachments"]))
    return attachment


@transaction.atomic
def remove_file(case, attachment, *, actor) -> None:
    """Take one of the files away."""
    case = _lock_open(case, Section.FILES, actor)
    attachment = case.attachments.select_related("file").get(pk=attachment.pk)
    attachment.delete()
    files.delete(attachment.file)
    _bump(case)
    audit.record(_saved(case, actor, ["attachments"]))


@transaction.atomic
def delete_draft(case, *, actor) -> None:
    """Delete a draft with all that belongs to it. What was sent is withdrawn instead."""
    case = lock(Antrag.objects, case.pk)
    if case.stage != Stage.DRAFT:
        raise Refused(_("Dieser Antrag ist schon gesendet. Sie können ihn zurückziehen."))
    _refuse_strangers(case, actor)
    stored = [row.file for row in case.attachments.select_related("file")]
    public_id = case.public_id
    case.delete()
    for file in stored:
        files.delete(file)
    audit.record(audit.Entry("antrag.draft_deleted", actor, subject=public_id))


def _lock_open(case, section, actor, expected_version=None):
    """The case, locked, when this section may be written by this person now."""
    case = lock(Antrag.objects, case.pk, expected_version)
    _refuse_strangers(case, actor)
    is_asked = (
        case.stage == Stage.RETURNED
        and case.corrections.filter(section=section, answered_at=None).exists()
    )
    if case.stage != Stage.DRAFT and not is_asked:
        raise Refused(_("Dieser Teil ist schon gesendet. Sie können ihn jetzt nicht ändern."))
    return case


def _refuse_strangers(case, actor):
    """Everybody writes only what is theirs.

    A draft without a person is open to the session that holds it, what the office types to who
    types it, and once it is sent to the whole office; all others to their people.
    """
    if not _is_open_to(case, actor):
        raise Refused(_("Dieser Antrag gehört zu einem anderen Konto."))


def _is_open_to(case, actor):
    people = set(case.participants.values_list("user", flat=True))
    if not people and not case.entered_by_id and case.stage == Stage.DRAFT:
        return True
    if actor is None:
        return False
    if people or case.stage == Stage.DRAFT:
        return actor.pk in people | {case.entered_by_id}
    return bool(roles_of(actor, case) & STAFF)


def _emptied_with(case, answers):
    """Another kind of applicant: what only the old kind was asked is forgotten."""
    kind = answers.get("applicant_kind", case.applicant_kind)
    if kind == case.applicant_kind:
        return {}
    unasked = set(ONLY_FOR_SOME_KINDS) - set(FIELDS_OF_KIND[kind])
    return {name: Antrag._meta.get_field(name).get_default() for name in unasked}


def _kept_in_region(case, answers):
    """What was sent stays with its region: only the office moves it, with a reason."""
    if not case.number or answers.get("region", case.region) == case.region:
        return {}
    return {"region": case.region, "planungsraum": None}


def _bump(case, *fields):
    case.edited_at = clock.now()
    bump(case, *fields, "edited_at")


def _saved(case, actor, fields):
    return audit.Entry(
        "antrag.saved",
        actor,
        subject=case.public_id,
        region_id=case.region_id,
        fields=tuple(sorted(fields)),
    )
