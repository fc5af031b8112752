"""Versions of the Richtlinie: drafted by one person, put into force by another."""

from django.db import transaction
from django.db.models import Max

from portal import audit, clock
from portal.errors import Refused
from portal.rows import bump, lock
from regions.models import Bezirk
from stadtteilkasse.haushalt import queries
from stadtteilkasse.haushalt.domain import RichtlinieState
from stadtteilkasse.haushalt.models import Ausschluss, Kostenart, Kriterium, Richtlinie
from stadtteilkasse.haushalt.models.richtlinie import RULE_FIELDS


@transaction.atomic
def draft_richtlinie(bezirk, *, region=None, contents, actor) -> Richtlinie:
    """Start a new version for the whole Bezirk or one region, with the contents of another.

    `contents` are those of `queries.contents_of`. Raises `Refused` without the right to it.
    """
    if not queries.changes_money(actor, bezirk):
        raise Refused("Richtlinien entwerfen nur Leitung und Sachbearbeitung.")
    draft = Richtlinie(
        bezirk=bezirk, region=region, number=_next_number(bezirk, region), edited_by=actor
    )
    _set_values(draft, contents["values"])
    draft.save()
    _write_lists(draft, contents)
    audit.record(_entry("richtlinie.drafted", draft, actor))
    return draft


def _next_number(bezirk, region):
    # One after the other: two drafts begun at once must not get the same number.
    Bezirk.objects.select_for_update(no_key=True).get(pk=bezirk.pk)
    versions = Richtlinie.objects.of_area(bezirk, region)
    return (versions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def write_richtlinie(draft, *, contents, actor, expected_version=None) -> Richtlinie:
    """Replace all that a draft says. Only who began it may: somebody else must approve it.

    Raises `Refused`, and `Stale` when the draft has changed meanwhile.
    """
    draft = lock(Richtlinie.objects, draft.pk, expected_version)
    _refuse_approved(draft)
    _refuse_other_editor(draft, actor)
    _set_values(draft, contents["values"])
    bump(draft, *RULE_FIELDS)
    _write_lists(draft, contents)
    audit.record(_entry("richtlinie.edited", draft, actor))
    return draft


@transaction.atomic
def discard_richtlinie(draft, *, actor) -> None:
    """Throw a draft away; its editor or the Leitung may. Raises `Refused` for all else."""
    draft = lock(Richtlinie.objects, draft.pk)
    _refuse_approved(draft)
    if not queries.leads(actor, draft.bezirk):
        _refuse_other_editor(draft, actor)
    discarded = _entry("richtlinie.discarded", draft, actor)
    draft.delete()
    audit.record(discarded)


@transaction.atomic
def approve_richtlinie(draft, *, actor, expected_version=None) -> Richtlinie:
    """Put a draft into force from its day on. From now on it never changes.

    Raises `Refused` when the actor is its editor or not the Leitung, when the day is past (only
    the first version of an area may begin in the past) or it has no cost kinds and criteria; and
    `Stale` when the draft has changed since the actor read it.
    """
    draft = lock(Richtlinie.objects, draft.pk, expected_version)
    _refuse_approved(draft)
    if not queries.leads(actor, draft.bezirk):
        raise Refused("Richtlinien gibt nur die Leitung frei.")
    if actor == draft.edited_by:
        raise Refused(
            "Sie haben diesen Entwurf selbst geschrieben. Freigeben muss ihn eine andere Person."
        )
    _refuse_past_day(draft)
    _refuse_incomplete(draft)

    draft.state = RichtlinieState.APPROVED
    draft.approved_by = actor
    draft.approved_at = clock.now()
    bump(draft, "state", "approved_by", "approved_at")
    audit.record(_entry("richtlinie.approved", draft, actor))
    return draft


def _set_values(draft, values):
    for name in RULE_FIELDS:
        if name in values:
            setattr(draft, name, values[name])


def _write_lists(draft, contents):
    for rows, lines in (
        (draft.kostenarten, _kostenarten(draft, contents["kostenarten"])),
        (draft.kriterien, _kriterien(draft, contents["kriterien"])),
        (draft.ausschluesse, [Ausschluss(richtlinie=draft, **x) for x in contents["ausschluesse"]]),
    ):
        rows.all().delete()
        rows.bulk_create(lines)


def _kostenarten(draft, lines):
    return [Kostenart(richtlinie=draft, position=n, **line) for n, line in enumerate(lines, 1)]


def _kriterien(draft, lines):
    return [Kriterium(richtlinie=draft, position=n, **line) for n, line in enumerate(lines, 1)]


def _refuse_approved(draft):
    if not draft.is_draft:
        raise Refused(
            "Diese Fassung ist freigegeben und ändert sich nicht mehr. "
            "Legen Sie eine neue Fassung an."
        )


def _refuse_other_editor(draft, actor):
    if actor != draft.edited_by:
        raise Refused(
            f"Diesen Entwurf schreibt {draft.edited_by}. Bitten Sie dort um die Änderung, oder "
            "legen Sie einen eigenen Entwurf an."
        )


def _refuse_past_day(draft):
    first = not Richtlinie.objects.approved().of_area(draft.bezirk, draft.region).exists()
    if draft.valid_from < clock.today() and not first:
        raise Refused(
            f"Der Entwurf soll ab dem {draft.valid_from:%d.%m.%Y} gelten. Dieser Tag ist vorbei: "
            "Regeln ändern sich nicht rückwirkend. Bitte ein neues Datum eintragen lassen."
        )


def _refuse_incomplete(draft):
    if not (draft.kostenarten.exists() and draft.kriterien.exists()):
        raise Refused("Der Entwurf braucht mindestens eine Kostenart und ein Kriterium.")


def _entry(step, richtlinie, actor):
    return audit.Entry(
        step=step, actor=actor, subject=richtlinie.public_id, region_id=richtlinie.region_id
    )
