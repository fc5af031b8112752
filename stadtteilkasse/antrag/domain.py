"""The life of a case: stages, steps, and who may take which step. Pure Python.

The table is the truth; docs/workflows.md is printed from it. Legal grounds: VwVfG, see each line.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from portal.errors import Refused


class Stage(TextChoices):
    """The one word that lists, filters and timelines show."""

    DRAFT = "draft", "Entwurf"
    SUBMITTED = "submitted", "eingegangen"
    IN_REVIEW = "in_review", "in Prüfung"
    RETURNED = "returned", "Rückfrage offen"
    INELIGIBLE = "ineligible", "Ablehnung vorgeschlagen"
    READY = "ready", "bereit für die Jury"
    ON_AGENDA = "on_agenda", "auf der Tagesordnung"
    WAITING = "waiting", "auf der Warteliste"
    VOTED = "voted", "Votum liegt vor"
    DRAFTED = "drafted", "Brief im Entwurf"
    RELEASED = "released", "Brief freigegeben"
    SENT = "sent", "Brief versandt"
    ANNOUNCED = "announced", "Brief bekannt gegeben"
    WITHDRAWN = "withdrawn", "zurückgezogen"


class Capacity(TextChoices):
    """In which capacity a person acts in one case."""

    APPLICANT = "applicant", "antragstellende Person"
    OFFICE = "office", "Stadtteilkoordination"
    CLERK = "clerk", "Sachbearbeitung"
    HEAD = "head", "Leitung"
    PAYMENT = "payment", "Zahlung"
    AUDITOR = "auditor", "Prüfung"
    SYSTEM = "system", "Portal"


APPLICANT, OFFICE, CLERK = Capacity.APPLICANT, Capacity.OFFICE, Capacity.CLERK
HEAD, SYSTEM = Capacity.HEAD, Capacity.SYSTEM
STAFF = frozenset({OFFICE, CLERK})


@dataclass(frozen=True)
class Step:
    """One line of the table. `label` is the button in words; `ground` the source of the rule."""

    name: str
    label: str
    sources: frozenset[Stage]
    target: Stage
    by: frozenset[Capacity]
    ground: str = ""
    visible: bool = True


def _step(name, label, sources, target, by, ground="", *, visible=True):
    return Step(name, label, frozenset(sources), target, frozenset(by), ground, visible)


S = Stage
BEFORE_LETTER = {
    S.SUBMITTED,
    S.IN_REVIEW,
    S.RETURNED,
    S.INELIGIBLE,
    S.READY,
    S.ON_AGENDA,
    S.WAITING,
    S.VOTED,
    S.DRAFTED,
}

STEPS = {
    step.name: step
    for step in (
        _step(
            "submit",
            "Antrag senden",
            {S.DRAFT},
            S.SUBMITTED,
            {APPLICANT, OFFICE, CLERK},
            "§ 22 VwVfG",
        ),
        _step("take_up", "Prüfung beginnen", {S.SUBMITTED}, S.IN_REVIEW, STAFF, "§§ 24, 25 VwVfG"),
        _step("ask", "Rückfrage stellen", {S.IN_REVIEW}, S.RETURNED, STAFF, "§§ 25, 26 VwVfG"),
        _step(
            "answer",
            "Antwort senden",
            {S.RETURNED},
            S.IN_REVIEW,
            {APPLICANT, OFFICE, CLERK},
            "§ 26 Abs. 2 VwVfG",
        ),
        _step(
            "propose_rejection",
            "Ablehnung vorschlagen",
            {S.IN_REVIEW, S.RETURNED},
            S.INELIGIBLE,
            STAFF,
            "§ 39 VwVfG",
            visible=False,
        ),
        _step(
            "resume_review",
            "Prüfung wieder aufnehmen",
            {S.INELIGIBLE, S.READY},
            S.IN_REVIEW,
            STAFF,
            visible=False,
        ),
        _step("pass_to_jury", "Zur Jury", {S.IN_REVIEW}, S.READY, STAFF),
        _step(
            "put_on_agenda",
            "Auf die Tagesordnung",
            {S.READY, S.WAITING},
            S.ON_AGENDA,
            STAFF,
        ),
        _step("take_off_agenda", "Von der Tagesordnung nehmen", {S.ON_AGENDA}, S.READY, STAFF),
        _step("adjourn", "Vertagen", {S.ON_AGENDA}, S.READY, STAFF),
        _step(
            "put_on_waiting_list",
            "Auf die Warteliste",
            {S.ON_AGENDA},
            S.WAITING,
            STAFF,
            "Jährlichkeit, § 45 LHO",
        ),
        # The vote is a recommendation, not the decision, and no promise (§ 38 VwVfG).
        _step("record_vote", "Votum festhalten", {S.ON_AGENDA}, S.VOTED, STAFF, "§ 38 VwVfG"),
        # A vote that was written down wrongly is taken back before anybody builds on it.
        _step(
            "reopen_vote",
            "Votum zurücknehmen",
            {S.VOTED, S.WAITING},
            S.ON_AGENDA,
            STAFF,
            visible=False,
        ),
        _step(
            "draft_letter",
            "Brief entwerfen",
            {S.VOTED, S.INELIGIBLE},
            S.DRAFTED,
            STAFF,
            "§ 40 VwVfG",
            visible=False,
        ),
        _step(
            "discard_voted_draft",
            "Entwurf verwerfen",
            {S.DRAFTED},
            S.VOTED,
            {OFFICE, CLERK, HEAD},
            visible=False,
        ),
        _step(
            "discard_ineligible_draft",
            "Entwurf verwerfen",
            {S.DRAFTED},
            S.INELIGIBLE,
            {OFFICE, CLERK, HEAD},
            visible=False,
        ),
        _step(
            "release_letter",
            "Brief freigeben",
            {S.DRAFTED},
            S.RELEASED,
            {HEAD},
            "§§ 35a, 37, 39 VwVfG",
            visible=False,
        ),
        _step(
            "send_letter",
            "Brief versenden",
            {S.RELEASED},
            S.SENT,
            {SYSTEM, OFFICE, CLERK, HEAD},
            "§ 41 VwVfG",
        ),
        _step(
            "announce",
            "Brief bekannt gegeben",
            {S.SENT},
            S.ANNOUNCED,
            {APPLICANT, SYSTEM},
            "§§ 41, 43 VwVfG",
        ),
        # § 41 Abs. 2a S. 4 VwVfG: not retrieved within ten days, the provision ends.
        _step(
            "retrieval_lapsed",
            "Abruffrist abgelaufen",
            {S.SENT},
            S.RELEASED,
            {SYSTEM},
            "§ 41 Abs. 2a VwVfG",
        ),
        _step("withdraw", "Antrag zurückziehen", BEFORE_LETTER, S.WITHDRAWN, {APPLICANT}),
        # Only where nobody on the applicant's side has an account: the office writes it down.
        _step(
            "withdraw_for",
            "Zurückziehen eintragen",
            BEFORE_LETTER,
            S.WITHDRAWN,
            STAFF,
            "§ 10 VwVfG",
        ),
    )
}


def check_step(name: str, stage: str, capacities: frozenset[Capacity]) -> Step:
    """The step, when it is possible in this stage for one of these capacities.

    Raises `Refused` with the sentence for the person who asked.
    """
    step = STEPS[name]
    if not step.by & capacities:
        raise Refused(f"„{step.label}“ gehört in diesem Fall nicht zu Ihren Aufgaben.")
    if stage not in step.sources:
        raise Refused(
            f"„{step.label}“ ist gerade nicht möglich. Der Antrag ist im Stand: "
            f"{Stage(stage).label}."
        )
    return step
