"""What a Sitzung and a vote are, and when a vote counts. Pure Python."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices

from portal.errors import Refused
from portal.money import ZERO, format_euro


class SitzungForm(TextChoices):
    PRESENT = "present", "vor Ort"
    VIDEO = "video", "als Videokonferenz"
    CIRCULATION = "circulation", "im Umlauf"


class ItemState(TextChoices):
    OPEN = "open", "offen"
    VOTED = "voted", "abgestimmt"
    ADJOURNED = "adjourned", "vertagt"
    REMOVED = "removed", "abgesetzt"


class VoteResult(TextChoices):
    FULL = "full", "voll"
    REDUCED = "reduced", "mit weniger Geld"
    NO = "no", "abgelehnt"
    ADJOURNED = "adjourned", "vertagt"


POSITIVE = frozenset({VoteResult.FULL, VoteResult.REDUCED})
# § 39 VwVfG: the letter needs reasons wherever it gives less than was asked for.
NEEDS_REASON = frozenset({VoteResult.REDUCED, VoteResult.NO})


@dataclass(frozen=True)
class Vote:
    """What the jury said about one item. `amount` in EUR counts for a reduced vote only."""

    result: VoteResult
    yes: int = 0
    no: int = 0
    abstain: int = 0
    amount: Decimal = ZERO
    reason: str = ""
    chair_decided: bool = False

    @property
    def taking_part(self) -> int:
        return self.yes + self.no + self.abstain


def quorum_of(invited: int, minimum: int) -> int:
    """How many must take part: more than half of those invited, at least the minimum.

    § 90 (1) VwVfG; the minimum is the Richtlinie's.
    """
    return max(invited // 2 + 1, minimum)


def attendance_words(invited: int | None, present: int | None, minimum: int) -> str:
    """„Anwesend 6 von 8, beschlussfähig“."""
    if invited is None or present is None:
        return "Anwesenheit noch nicht eingetragen"
    enough = present >= quorum_of(invited, minimum)
    quorum = "beschlussfähig" if enough else "nicht beschlussfähig"
    return f"Anwesend {present} von {invited}, {quorum}"


def check_attendance(form: str, invited: int | None, present: int | None, minimum: int) -> None:
    """Raises `Refused` when the jury cannot decide anything with these numbers."""
    if invited is None or present is None:
        raise Refused("Tragen Sie zuerst ein, wie viele eingeladen und wie viele anwesend sind.")
    # § 90 (1) S. 2 VwVfG: in writing only when nobody is left out.
    if form == SitzungForm.CIRCULATION and present < invited:
        raise Refused("Im Umlauf müssen alle Eingeladenen abstimmen.")
    if present < quorum_of(invited, minimum):
        raise Refused(
            f"Die Jury ist nicht beschlussfähig: {present} von {invited} sind da, nötig sind "
            f"{quorum_of(invited, minimum)}. Vertagen Sie den Punkt."
        )


def check_vote(
    vote: Vote, *, invited: int, present: int, minimum: int, requested: Decimal, limit: Decimal
) -> Decimal:
    """The amount in EUR that the vote gives: what was asked, less, or 0.

    Raises `Refused` with the sentence for whoever writes the vote down.
    """
    if vote.result in NEEDS_REASON and not vote.reason.strip():
        raise Refused("Bitte schreiben Sie in zwei Sätzen, warum die Jury so entschieden hat.")
    if vote.result == VoteResult.ADJOURNED:
        return ZERO
    _check_numbers(vote, invited, present, minimum)
    _check_majority(vote)
    return _amount(vote, requested, limit)


def _check_numbers(vote, invited, present, minimum):
    if vote.taking_part > present:
        raise Refused(
            f"Es sind {vote.taking_part} Stimmen eingetragen, aber nur {present} Personen anwesend."
        )
    # Whoever is excluded has left the room and does not count (§§ 20, 21, 90 VwVfG).
    if vote.taking_part < quorum_of(invited, minimum):
        raise Refused(
            f"Es haben nur {vote.taking_part} von {invited} abgestimmt, nötig sind "
            f"{quorum_of(invited, minimum)}. Vertagen Sie den Punkt."
        )


def _check_majority(vote):
    # § 91 VwVfG: majority of the votes; in a tie the chair decides, else it is rejected.
    positive = vote.result in POSITIVE
    if vote.yes == vote.no:
        if positive and not vote.chair_decided:
            raise Refused(
                "Bei Stimmengleichheit ist der Antrag abgelehnt, außer wenn die Stimme des "
                "Vorsitzes entschieden hat. Kreuzen Sie das bitte an."
            )
        return
    if positive and vote.yes < vote.no:
        raise Refused("Mehr Nein als Ja: Das passt nicht zu einer Zusage der Jury.")
    if not positive and vote.yes > vote.no:
        raise Refused("Mehr Ja als Nein: Das passt nicht zu einer Ablehnung der Jury.")


def _amount(vote, requested, limit):
    if vote.result == VoteResult.NO:
        return ZERO
    if vote.result == VoteResult.FULL:
        if requested > limit:
            raise Refused(
                f"Beantragt sind {format_euro(requested)} Euro, höchstens möglich sind "
                f"{format_euro(limit)} Euro. Wählen Sie „mit weniger Geld“."
            )
        return requested
    if not ZERO < vote.amount < requested:
        raise Refused(
            f"Mit weniger Geld heißt: mehr als 0 und weniger als {format_euro(requested)} Euro."
        )
    if vote.amount > limit:
        raise Refused(f"Höchstens möglich sind {format_euro(limit)} Euro.")
    return vote.amount
