"""Drafting and releasing: amounts, reasons, four eyes, and what is frozen."""

import hashlib
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from portal import clock
from portal.errors import Refused, Stale
from portal.models import AuditEntry
from portal.rows import new_public_id
from regions.models import Bezirk
from regions.roles.models import Assignment
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import ApplicantKind, Beteiligter
from stadtteilkasse.antrag.services.answer import withdraw
from stadtteilkasse.bescheid import services
from stadtteilkasse.bescheid.models import Ausfertigung, Bescheid, BescheidEditor, Klausel
from stadtteilkasse.bescheid.services.release import canonical
from stadtteilkasse.haushalt.models import Haushaltsjahr
from stadtteilkasse.haushalt.queries import money
from tests.support.cases import make_case
from tests.support.letters import REASON, make_draft, make_voted_case, vote_on


def last_steps(count):
    return list(AuditEntry.objects.order_by("-seq").values_list("step", flat=True)[:count])


def test_draft_takes_kind_and_days_from_vote_and_richtlinie(voted_case, decision, samira):
    bescheid = services.draft_bescheid(voted_case, decision, actor=samira)

    assert (bescheid.kind, bescheid.voted_amount) == ("partial", Decimal("350.00"))
    assert bescheid.proof_due_on > bescheid.period_until >= bescheid.period_from
    voted_case.refresh_from_db()
    assert voted_case.stage == Stage.DRAFTED
    assert last_steps(2) == ["bescheid.drafted", "antrag.draft_letter"]


def test_draft_above_the_vote_is_refused(voted_case, decision, samira):
    with pytest.raises(Refused, match="Mehr als das Votum"):
        services.draft_bescheid(
            voted_case, replace(decision, amount=Decimal("350.01")), actor=samira
        )

    assert Bescheid.objects.count() == 0


def test_database_refuses_an_amount_above_the_vote(draft):
    with pytest.raises(IntegrityError, match="bescheid_not_above_vote"):
        Bescheid.objects.filter(pk=draft.pk).update(amount=Decimal("351.00"))


@pytest.mark.parametrize("who", ["koray", "lothar", "petra", "aylin", "sven"])
def test_draft_is_made_by_whom_the_richtlinie_names(voted_case, decision, who, request):
    with pytest.raises(Refused):
        services.draft_bescheid(voted_case, decision, actor=request.getfixturevalue(who))

    assert Bescheid.objects.count() == 0


def test_draft_of_an_excluded_clerk_is_refused(voted_case, decision, samira, lothar):
    voted_case.biases.create(user=samira, ground="Schwester", recorded_by=lothar)

    with pytest.raises(Refused):
        services.draft_bescheid(voted_case, decision, actor=samira)


def test_draft_on_a_case_that_moved_is_stale(voted_case, decision, samira):
    with pytest.raises(Stale):
        services.draft_bescheid(
            voted_case, decision, actor=samira, expected_version=voted_case.version + 1
        )


def test_release_freezes_numbers_and_books(draft, lothar):
    bescheid = services.release_bescheid(draft, actor=lothar)

    assert bescheid.number == f"{bescheid.antrag.number}-B1"
    assert bescheid.sha256 == hashlib.sha256(bescheid.content).hexdigest()
    assert canonical(bescheid.letter) == bytes(bescheid.content)
    assert Ausfertigung.objects.get().bescheid == bescheid
    totals = money(bescheid.antrag.region, 2026)
    assert (totals.reserved, totals.committed) == (Decimal("0.00"), Decimal("350.00"))
    bescheid.antrag.refresh_from_db()
    assert bescheid.antrag.stage == Stage.RELEASED
    assert last_steps(3) == ["bescheid.released", "antrag.release_letter", "money.committed"]


def test_release_of_a_rejection_gives_the_reservation_back(voted_case, decision, samira, lothar):
    rejection = replace(decision, amount=Decimal("0.00"), below_vote_reason=REASON)
    draft = services.draft_bescheid(voted_case, rejection, actor=samira)

    services.release_bescheid(draft, actor=lothar)

    totals = money(voted_case.region, 2026)
    assert (totals.reserved, totals.committed) == (Decimal("0.00"), Decimal("0.00"))


def test_release_of_a_proposal_to_reject_needs_no_vote(aylin, samira, lothar, decision):
    case = make_case(Stage.INELIGIBLE, applicant=aylin)
    proposal = replace(decision, amount=Decimal("0.00"), reason_code="AB-BEGONNEN")
    draft = services.draft_bescheid(case, proposal, actor=samira)

    bescheid = services.release_bescheid(draft, actor=lothar)

    assert (bescheid.kind, bescheid.voted_amount) == ("rejection", None)
    assert "hat die Aktion schon begonnen" in bescheid.letter["html"]


@pytest.mark.parametrize("who", ["samira", "koray", "petra", "aylin", "sven"])
def test_release_by_anyone_but_the_leitung_is_refused(draft, who, request):
    with pytest.raises(Refused):
        services.release_bescheid(draft, actor=request.getfixturevalue(who))

    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.fixture
def drafting_leitung(lothar, samira):
    """Somebody who both drafts and releases: persons are compared, not roles."""
    Assignment.objects.create(
        user=samira, role="leitung", bezirk=Bezirk.objects.get(pk="01"), valid_from="2020-01-01"
    )
    return samira


def test_release_by_the_drafter_is_refused_whatever_her_roles(draft, drafting_leitung):
    with pytest.raises(Refused, match="mitgeschrieben"):
        services.release_bescheid(draft, actor=drafting_leitung)


def test_release_by_an_earlier_editor_is_refused(
    voted_case, decision, drafting_leitung, lothar, kerstin
):
    Assignment.objects.create(
        user=kerstin,
        role="sachbearbeitung",
        bezirk=Bezirk.objects.get(pk="01"),
        valid_from="2020-01-01",
    )
    draft = services.draft_bescheid(voted_case, decision, actor=drafting_leitung)
    draft = services.change_draft(draft, decision, actor=kerstin)

    with pytest.raises(Refused, match="mitgeschrieben"):
        services.release_bescheid(draft, actor=drafting_leitung)


def test_database_refuses_a_release_by_drafter_or_editor(draft, samira, lothar):
    frozen = {"state": "released", "number": "X-1", "content": b"{}", "released_at": clock.now()}
    with pytest.raises(IntegrityError, match="hand in a draft"), transaction.atomic():
        Bescheid.objects.filter(pk=draft.pk).update(released_by=samira, **frozen)
    draft.editors.create(user=lothar)
    with pytest.raises(IntegrityError, match="hand in a draft"), transaction.atomic():
        Bescheid.objects.filter(pk=draft.pk).update(released_by=lothar, **frozen)


def test_release_of_a_changed_draft_is_stale(draft, decision, samira, lothar):
    seen = draft.version
    services.change_draft(draft, decision, actor=samira)

    with pytest.raises(Stale):
        services.release_bescheid(draft, actor=lothar, expected_version=seen)


def test_release_twice_is_refused(released, lothar):
    with pytest.raises(Refused, match="schon freigegeben"):
        services.release_bescheid(released, actor=lothar)

    assert Ausfertigung.objects.count() == 1


def test_release_without_approved_texts_is_refused(draft, lothar, monkeypatch):
    # An approved Richtlinie cannot be changed in the database, so the property is.
    monkeypatch.setattr(type(draft.antrag.richtlinie), "letters_valid", False)

    with pytest.raises(Refused, match="Rechtsform"):
        services.release_bescheid(draft, actor=lothar)


def test_grant_to_a_verein_without_transparency_number_waits(
    bogdan, koray, samira, lothar, decision
):
    case = make_case(
        Stage.VOTED,
        applicant=bogdan,
        applicant_kind=ApplicantKind.LEGAL_PERSON,
        requested_amount=Decimal("500.00"),
        ends_on=None,
    )
    vote_on(case, by=koray, amount="350.00")
    draft = services.draft_bescheid(case, decision, actor=samira)

    with pytest.raises(Refused, match="Transparenzdatenbank"):
        services.release_bescheid(draft, actor=lothar)


def test_sent_back_draft_waits_for_its_drafter(draft, samira, lothar, decision):
    services.send_back(draft, actor=lothar, reason="Bitte den Grund genauer nennen.")

    assert not Bescheid.objects.waiting_for_release().exists()
    services.change_draft(draft, decision, actor=samira)
    assert Bescheid.objects.waiting_for_release().get() == draft


def test_discarded_draft_leaves_the_case_at_its_vote(draft, samira):
    case = services.discard_draft(draft, actor=samira)

    assert case.stage == Stage.VOTED
    assert Bescheid.objects.count() == 0


@pytest.mark.parametrize("change", [{"amount": Decimal("1.00")}, {"content": b"x"}, {"sha256": ""}])
def test_database_refuses_to_change_what_was_released(released, change):
    with pytest.raises(IntegrityError, match="never changes"):
        Bescheid.objects.filter(pk=released.pk).update(**change)


def test_database_refuses_to_delete_what_was_released(released):
    rows = Bescheid.objects.filter(pk=released.pk)

    with pytest.raises(IntegrityError, match="never changes"):
        rows._raw_delete(rows.db)


def test_database_refuses_to_change_a_text(released):
    with pytest.raises(Exception, match="append-only|permission denied"):
        Klausel.objects.update(text="anders")


def test_applicant_who_is_also_clerk_has_no_office_in_her_case(voted_case, decision, samira):
    Beteiligter.objects.create(antrag=voted_case, user=samira)

    with pytest.raises(Refused):
        services.draft_bescheid(voted_case, decision, actor=samira)


def test_database_refuses_a_letter_that_is_released_from_the_start(released):
    copy = Bescheid.objects.get(pk=released.pk)
    copy.pk, copy.public_id, copy.number = None, new_public_id(), "STK-PV-2026-999-B1"

    with pytest.raises(IntegrityError, match="begins as a draft"):
        copy.save(force_insert=True)


def test_database_refuses_to_take_an_editor_from_a_released_letter(released, aylin, koray, samira):
    other = make_draft(make_voted_case(applicant=aylin, voted_by=koray), by=samira)
    other.editors.all().delete()

    with pytest.raises(IntegrityError, match="never changes"):
        released.editors.update(bescheid=other)


def test_rejection_is_released_where_there_is_no_kasse(aylin, samira, lothar, decision):
    year = Haushaltsjahr.objects.get(year=2026)
    year.pk, year.public_id, year.year = None, new_public_id(), 2027
    year.save(force_insert=True)
    case = make_case(Stage.INELIGIBLE, applicant=aylin, haushaltsjahr=year)
    proposal = replace(decision, amount=Decimal("0.00"), reason_code="AB-BEGONNEN")
    draft = services.draft_bescheid(case, proposal, actor=samira)

    services.release_bescheid(draft, actor=lothar)

    draft.refresh_from_db()
    assert draft.state == "released"


def test_database_keeps_who_had_a_hand_in_a_draft(draft):
    draft.editors.all().delete()

    with pytest.raises(IntegrityError, match="stays on record"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_discarded_draft_takes_its_editors_along(draft, samira):
    services.discard_draft(draft, actor=samira)

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert BescheidEditor.objects.count() == 0


def test_letter_whose_pdf_failed_is_on_the_desk_and_can_be_made_again(released, lothar, client_for):
    Ausfertigung.objects.update(state="failed")
    client = client_for(lothar)
    assert "PDF konnte nicht erstellt werden" in client.get("/arbeit/").content.decode()

    answer = client.post(f"/arbeit/bescheide/{released.public_id}/pdf/erneut/")

    assert answer.status_code == 302
    assert Ausfertigung.objects.get().state == "queued"
    assert last_steps(1) == ["bescheid.made_again"]


def test_draft_of_a_withdrawn_case_is_left_alone(draft, decision, aylin, samira, lothar):
    withdraw(draft.antrag, actor=aylin)

    for act in (
        lambda: services.change_draft(draft, decision, actor=samira),
        lambda: services.send_back(draft, actor=lothar, reason="Bitte genauer."),
        lambda: services.release_bescheid(draft, actor=lothar),
    ):
        with pytest.raises(Refused, match="zurückgezogen"):
            act()
    assert not Bescheid.objects.waiting_for_release().exists()
