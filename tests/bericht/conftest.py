import datetime as dt
from decimal import Decimal

import pytest

from portal import clock
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Topic
from stadtteilkasse.bericht import services
from stadtteilkasse.bescheid import services as letters
from stadtteilkasse.bescheid.services import Decision
from stadtteilkasse.haushalt.models import Haushaltsjahr
from tests.support.cases import make_case
from tests.support.letters import REASON, vote_on


@pytest.fixture
def decided(aylin, koray, samira, lothar):
    """In Parkviertel 2026: 350 of 500 € granted, 200 of 200 € granted, 300 € rejected, one
    withdrawn, one in review."""

    def decide(requested, granted, topic):
        case = make_case(
            Stage.VOTED,
            applicant=aylin,
            requested_amount=Decimal(requested),
            topic=topic,
            ends_on=clock.today() + dt.timedelta(days=60),
        )
        vote_on(case, by=koray, amount=granted)
        decision = Decision(
            amount=Decimal(granted),
            reason_code="AB-KUERZUNG" if granted != requested else "",
            reason=REASON,
        )
        draft = letters.draft_bescheid(case, decision, actor=samira)
        return letters.release_bescheid(draft, actor=lothar)

    made = [
        decide("500.00", "350.00", Topic.GREEN),
        decide("200.00", "200.00", Topic.MEETING),
        decide("300.00", "0.00", Topic.MEETING),
    ]
    make_case(Stage.WITHDRAWN, requested_amount=Decimal("100.00"), topic=Topic.GREEN)
    make_case(Stage.IN_REVIEW, requested_amount=Decimal("50.00"), topic=Topic.GREEN)
    return made


@pytest.fixture
def haushaltsjahr(db):
    return Haushaltsjahr.objects.get(year=2026)


@pytest.fixture
def bericht(decided, haushaltsjahr, samira):
    return services.freeze_bericht(haushaltsjahr, actor=samira)
