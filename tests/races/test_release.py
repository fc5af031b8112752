"""Releases at the same time, over connections of their own."""

from decimal import Decimal
from threading import Barrier

import pytest

from regions.models import Bezirk
from regions.roles.models import Assignment
from stadtteilkasse.bescheid.models import Ausfertigung, Bescheid
from stadtteilkasse.bescheid.services import release, release_bescheid
from stadtteilkasse.haushalt import queries
from stadtteilkasse.haushalt import services as money
from stadtteilkasse.haushalt.models import Haushaltsjahr
from tests.support.letters import make_draft, make_voted_case
from tests.support.racing import at_once, take_the_lock_off_budgets

RELEASED = "released"
SHORT = (
    "Stadtteilkasse Parkviertel 2026: Das Geld reicht nicht: Frei sind noch 150,00 Euro, "
    "gebraucht werden 350,00 Euro."
)
ALREADY = "Dieser Brief ist schon freigegeben. Sein Inhalt ändert sich nicht mehr."


@pytest.fixture
def two_drafts(real_db, aylin, koray, samira, lothar):
    """Two letters of 350 € whose reservations are gone, and 500 € in the Kasse."""
    cases = [make_voted_case(applicant=aylin, voted_by=koray) for _ in range(2)]
    drafts = [make_draft(case, by=samira) for case in cases]
    for case in cases:
        money.release_reservation(case, actor=lothar)
    money.set_ansatz(
        Haushaltsjahr.objects.get(year=2026),
        cases[0].region,
        ansatz=Decimal("500.00"),
        reason="Kürzung im Haushalt",
        actor=lothar,
    )
    return drafts


@pytest.fixture
def second_leitung(kerstin):
    Assignment.objects.create(
        user=kerstin, role="leitung", bezirk=Bezirk.objects.get(pk="01"), valid_from="2020-01-01"
    )
    return kerstin


def released_by(actor):
    def act(draft):
        release_bescheid(draft, actor=actor)
        return RELEASED

    return act


def test_two_releases_with_money_for_one(two_drafts, lothar):
    assert at_once(released_by(lothar), two_drafts) == [SHORT, RELEASED]

    assert Bescheid.objects.exclude(state="draft").count() == 1
    assert queries.money("014009", 2026).committed == Decimal("350.00")
    assert queries.verify_ledger() is None


def test_two_releases_without_the_lock_spend_money_twice(two_drafts, lothar, monkeypatch):
    """The control: both read the same 500 € before either of them writes."""
    take_the_lock_off_budgets(monkeypatch)

    assert at_once(released_by(lothar), two_drafts) == [RELEASED, RELEASED]
    assert queries.verify_ledger() == (
        "Parkviertel 2026, bewilligt, noch nicht ausgezahlt: Eingetragen sind 350,00 Euro, "
        "die Buchungen ergeben 700,00 Euro."
    )


def test_two_leitungen_release_the_same_draft(two_drafts, lothar, second_leitung):
    draft = two_drafts[0]

    ends = at_once(lambda actor: released_by(actor)(draft), [lothar, second_leitung])

    assert ends == [ALREADY, RELEASED]
    assert Ausfertigung.objects.count() == 1
    assert queries.money("014009", 2026).committed == Decimal("350.00")


def test_two_leitungen_without_the_lock_get_no_sentence(
    two_drafts, lothar, second_leitung, monkeypatch
):
    """The control: both see a draft; only the database stops the second."""
    draft = two_drafts[0]
    both_have_read = Barrier(2)

    def read(queryset, pk, expected_version=None):
        row = queryset.get(pk=pk)
        if isinstance(row, Bescheid):
            both_have_read.wait(timeout=60)
        return row

    monkeypatch.setattr(release, "lock", read)

    ends = at_once(lambda actor: released_by(actor)(draft), [lothar, second_leitung])

    assert ends == ["IntegrityError", RELEASED]
