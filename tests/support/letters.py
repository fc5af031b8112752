"""Votes and letters for tests, as the rooms before leave them."""

import datetime as dt
from decimal import Decimal

from portal import clock
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Delivery
from stadtteilkasse.bescheid import services
from stadtteilkasse.bescheid.services import Decision
from stadtteilkasse.haushalt import services as money
from stadtteilkasse.jury.domain import ItemState, VoteResult
from stadtteilkasse.jury.models import Votum
from tests.support.cases import make_case, make_item

REASON = "Die Werkzeuge können Sie kostenlos beim Nachbarschaftshaus leihen."


def vote_on(case, *, by, amount=None, reason="Werkzeuge können geliehen werden."):
    """A recorded vote with its reservation, as the jury room leaves it."""
    amount = case.requested_amount if amount is None else Decimal(amount)
    if not amount:
        result = VoteResult.NO
    else:
        result = VoteResult.FULL if amount == case.requested_amount else VoteResult.REDUCED
    item = make_item(case=case, state=ItemState.VOTED)
    votum = Votum.objects.create(
        item=item,
        result=result,
        yes=5,
        no=1,
        abstain=0,
        amount=amount,
        reason="" if result == VoteResult.FULL else reason,
        recorded_by=by,
    )
    if amount:
        money.reserve(case, amount, actor=by)
    return votum


def make_voted_case(*, applicant, voted_by, requested="500.00", voted="350.00", **fields):
    """A case with a vote, its money reserved; by default 500 € asked for and 350 € voted."""
    values = {
        "requested_amount": Decimal(requested),
        "delivery": Delivery.PORTAL,
        "ends_on": clock.today() + dt.timedelta(days=60),
        "street": "Müllerstraße",
        "house_number": "12",
        "postal_code": "13353",
    }
    case = make_case(Stage.VOTED, applicant=applicant, **values | fields)
    vote_on(case, by=voted_by, amount=voted)
    return case


def make_draft(case, *, by, amount="350.00"):
    """A drafted letter that follows the vote."""
    decision = Decision(amount=Decimal(amount), reason_code="AB-KUERZUNG", reason=REASON)
    return services.draft_bescheid(case, decision, actor=by)
