import datetime as dt
from decimal import Decimal

import pytest

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


@pytest.fixture
def voted_case(aylin, koray):
    """Aylin asked for 500 €, the jury voted for 350 €."""
    case = make_case(
        Stage.VOTED,
        applicant=aylin,
        requested_amount=Decimal("500.00"),
        delivery=Delivery.PORTAL,
        ends_on=clock.today() + dt.timedelta(days=60),
        street="Müllerstraße",
        house_number="12",
        postal_code="13353",
    )
    vote_on(case, by=koray, amount="350.00")
    return case


@pytest.fixture
def decision():
    return Decision(amount=Decimal("350.00"), reason_code="AB-KUERZUNG", reason=REASON)


@pytest.fixture
def draft(voted_case, decision, samira):
    return services.draft_bescheid(voted_case, decision, actor=samira)


@pytest.fixture
def released(draft, lothar):
    return services.release_bescheid(draft, actor=lothar)
