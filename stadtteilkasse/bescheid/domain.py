"""Decision, Bekanntgabe and time limits. Pure Python: values in, values out."""

import datetime as dt
from decimal import Decimal

from django.db.models import TextChoices

from portal.calendar import next_workday
from portal.errors import Refused
from portal.money import ZERO

# § 39 (1) VwVfG: reasons that fit the single case, not a stock phrase.
SHORTEST_REASON = 40
# § 41 (2) VwVfG since 1 January 2025
POSTAL_DAYS = 4
# § 41 (2a) VwVfG
RETRIEVAL_DAYS = 10


class BescheidKind(TextChoices):
    GRANT = "grant", "Bewilligung"
    PARTIAL = "partial", "Teilbewilligung"
    REJECTION = "rejection", "Ablehnung"


class BescheidState(TextChoices):
    DRAFT = "draft", "Entwurf"
    RELEASED = "released", "freigegeben"
    SENT = "sent", "versandt"
    ANNOUNCED = "announced", "bekannt gegeben"
    FINAL = "final", "bestandskräftig"


class BekanntgabeChannel(TextChoices):
    PORTAL = "portal", "Abruf im Portal"
    POST = "post", "Brief per Post"


def kind_of(amount: Decimal, requested: Decimal) -> BescheidKind:
    """Which decision an amount of EUR is, against what was asked for."""
    if amount == ZERO:
        return BescheidKind.REJECTION
    return BescheidKind.GRANT if amount == requested else BescheidKind.PARTIAL


def check_decision(*, amount, requested, voted, reason, below_vote_reason) -> None:
    """Refuse an amount or a lack of reasons that no letter may carry.

    `amount`, `requested` and `voted` are EUR; `voted` is None where no jury has voted (a proposal
    to reject for formal reasons). Raises `Refused` with the sentence for the drafter.
    """
    limit = ZERO if voted is None else voted
    if amount < ZERO or amount > limit:
        raise Refused(
            "Mehr als das Votum darf der Brief nicht bewilligen. "
            "Bitte tragen Sie höchstens den Betrag des Votums ein."
        )
    # § 39 (2) Nr. 1 VwVfG: only who gets what was asked for needs no reasons.
    if kind_of(amount, requested) is not BescheidKind.GRANT and not _is_reason(reason):
        raise Refused(
            "Eine Kürzung oder Ablehnung braucht eine eigene Begründung für diesen Fall. "
            f"Bitte schreiben Sie mindestens {SHORTEST_REASON} Zeichen."
        )
    if voted and amount < voted and not _is_reason(below_vote_reason):
        raise Refused(
            "Sie gehen unter das Votum der Jury. Bitte begründen Sie das mit eigenen Worten, "
            f"mindestens {SHORTEST_REASON} Zeichen. Die Jury erfährt davon."
        )


def _is_reason(text: str) -> bool:
    return len(text.strip()) >= SHORTEST_REASON


def announced_by_post(posted_on: dt.date) -> dt.date:
    """The legal day of Bekanntgabe of a simple letter: the fourth day after posting.

    It is no time limit, so it may fall on a weekend or a holiday (§ 41 (2) VwVfG).
    """
    return posted_on + dt.timedelta(days=POSTAL_DAYS)


def announced_by_retrieval(retrieved_on: dt.date) -> dt.date:
    """The legal day of Bekanntgabe of a letter fetched in the portal: the day after (§ 41 (2a))."""
    return retrieved_on + dt.timedelta(days=1)


def last_day_of_retrieval(notified_on: dt.date) -> dt.date:
    """The last day on which a letter can be fetched after its Benachrichtigung (§ 41 (2a) s. 4)."""
    return notified_on + dt.timedelta(days=RETRIEVAL_DAYS)


def last_day_to_object(announced_on: dt.date) -> dt.date:
    """The last day of the month in which a Widerspruch is in time.

    § 70 (1) VwGO; §§ 187 (1), 188 (2) and (3) BGB: the day of the same number in the next month,
    or its last day; § 193 BGB, § 31 (3) VwVfG: moved to the next working day in Berlin.
    """
    return next_workday(_one_month_after(announced_on))


def _one_month_after(day: dt.date) -> dt.date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    first_of_following = dt.date(year + month // 12, month % 12 + 1, 1)
    last = (first_of_following - dt.timedelta(days=1)).day
    return dt.date(year, month, min(day.day, last))
