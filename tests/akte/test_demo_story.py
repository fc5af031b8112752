"""The demo's cast and their cases, made by the services."""

from collections import Counter

import pytest

from portal.audit.verify import verify
from stadtteilkasse.akte.demo import commands
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.haushalt.queries import verify_ledger


@pytest.mark.django_db
def test_demo_has_a_case_for_each_who_has_work():
    commands.make_demo()

    assert Counter(Antrag.objects.values_list("stage", flat=True)) == {
        "announced": 1,
        "released": 2,
        "drafted": 1,
        "voted": 1,
        "on_agenda": 1,
        "ineligible": 1,
        "in_review": 1,
        "returned": 1,
        "ready": 1,
        "submitted": 2,
        "draft": 1,
    }


@pytest.mark.django_db
def test_demo_is_made_once_and_verifies():
    made = commands.make_demo()

    assert commands.make_demo() == made
    assert verify_ledger() is None
    assert verify()[1] is None
