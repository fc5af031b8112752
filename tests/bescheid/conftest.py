from decimal import Decimal

import pytest

from stadtteilkasse.bescheid import services
from stadtteilkasse.bescheid.services import Decision
from tests.support.letters import REASON, make_voted_case


@pytest.fixture
def voted_case(aylin, koray):
    """Aylin asked for 500 €, the jury voted for 350 €."""
    return make_voted_case(applicant=aylin, voted_by=koray)


@pytest.fixture
def decision():
    return Decision(amount=Decimal("350.00"), reason_code="AB-KUERZUNG", reason=REASON)


@pytest.fixture
def draft(voted_case, decision, samira):
    return services.draft_bescheid(voted_case, decision, actor=samira)


@pytest.fixture
def released(draft, lothar):
    return services.release_bescheid(draft, actor=lothar)
