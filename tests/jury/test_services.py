import datetime as dt
from decimal import Decimal

import pytest

from portal.audit.models import AuditEntry
from portal.errors import Refused, Stale
from portal.outbox.models import Message
from regions.models import Bezirksregion
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, Befangenheit
from stadtteilkasse.haushalt.queries import money
from stadtteilkasse.jury import services
from stadtteilkasse.jury.domain import ItemState, Vote, VoteResult
from stadtteilkasse.jury.models import Sitzung, Tagesordnungspunkt, Votum
from tests.support.cases import make_case, make_item, make_sitzung

YES = Vote(VoteResult.FULL, 5, 1, 0)
LESS = Vote(VoteResult.REDUCED, 5, 0, 1, Decimal("200.00"), "Bänke kann man leihen.")
NO = Vote(VoteResult.NO, 1, 4, 1, reason="Nur für Mitglieder.")
LATER = Vote(VoteResult.ADJOURNED, reason="Die Person war krank.")
PLAN = {
    "day": dt.date(2026, 3, 12),
    "starts_at": dt.time(18),
    "application_deadline": dt.date(2026, 3, 5),
    "form": "present",
}


def last_step():
    return AuditEntry.objects.order_by("seq").last().step


def reserved():
    return money(Bezirksregion.objects.get(pk="014009"), 2026).reserved


@pytest.fixture
def parkviertel(db):
    return Bezirksregion.objects.get(pk="014009")


# Plan


def test_plan_sitzung(parkviertel, koray):
    sitzung = services.plan_sitzung(parkviertel, **PLAN, actor=koray)

    assert list(Sitzung.objects.visible_to(koray)) == [sitzung]
    assert last_step() == "jury.plan_sitzung"


@pytest.mark.parametrize("who", ["kerstin", "lothar", "renate", "jutta", "sven"])
def test_plan_sitzung_by_others_is_refused(who, parkviertel, request):
    with pytest.raises(Refused):
        services.plan_sitzung(parkviertel, **PLAN, actor=request.getfixturevalue(who))


@pytest.mark.parametrize(
    "change",
    [{"day": dt.date(2026, 3, 1)}, {"application_deadline": dt.date(2026, 3, 13)}],
)
def test_plan_sitzung_with_days_that_do_not_fit_is_refused(parkviertel, koray, change):
    with pytest.raises(Refused):
        services.plan_sitzung(parkviertel, **PLAN | change, actor=koray)


def test_change_sitzung_records_what_changed_only(parkviertel, koray):
    sitzung = services.plan_sitzung(parkviertel, **PLAN, actor=koray)

    services.change_sitzung(sitzung, **PLAN | {"place": "Kiezladen"}, actor=koray)

    assert AuditEntry.objects.order_by("seq").last().fields == ["place"]


def test_change_sitzung_of_an_old_version_is_stale(parkviertel, koray):
    sitzung = services.plan_sitzung(parkviertel, **PLAN, actor=koray)
    services.change_sitzung(sitzung, place="Kiezladen", actor=koray, expected_version=1)

    with pytest.raises(Stale):
        services.change_sitzung(sitzung, place="Rathaus", actor=koray, expected_version=1)


def test_cancel_sitzung_gives_its_cases_back(koray):
    item = make_item(make_sitzung(in_days=10))

    sitzung = services.cancel_sitzung(item.sitzung, actor=koray)

    item.refresh_from_db()
    assert (item.state, item.antrag.stage) == (ItemState.REMOVED, Stage.READY)
    assert sitzung.is_open is False
    assert last_step() == "jury.cancel_sitzung"


def test_cancel_sitzung_after_a_vote_is_refused(koray):
    item = make_item()
    services.record_vote(item, YES, actor=koray)

    with pytest.raises(Refused):
        services.cancel_sitzung(item.sitzung, actor=koray)


# Agenda


@pytest.mark.parametrize("stage", [Stage.READY, Stage.WAITING])
def test_put_on_agenda(stage, koray):
    sitzung = make_sitzung(in_days=10)
    make_item(sitzung)

    item = services.put_on_agenda(sitzung, make_case(stage), actor=koray)

    assert (item.position, item.antrag.stage) == (2, Stage.ON_AGENDA)
    assert item.antrag.events.get().parameters == {
        "sitzung": sitzung.public_id,
        "day": "2026-03-12",
    }
    assert last_step() == "antrag.put_on_agenda"


def test_put_on_agenda_of_another_region_is_refused(samira):
    case = make_case(Stage.READY, region_id="012006")

    with pytest.raises(Refused, match="anderen Stadtteil"):
        services.put_on_agenda(make_sitzung(), case, actor=samira)


def test_put_on_agenda_by_an_excluded_person_is_refused(koray):
    case = make_case(Stage.READY)
    Befangenheit.objects.create(antrag=case, user=koray, ground="Bruder", recorded_by=koray)

    with pytest.raises(Refused):
        services.put_on_agenda(make_sitzung(), case, actor=koray)


def test_take_off_agenda_and_back(koray):
    item = make_item()

    services.take_off_agenda(item, actor=koray)
    again = services.put_on_agenda(item.sitzung, item.antrag, actor=koray)

    assert again.pk == item.pk
    assert again.state == ItemState.OPEN


def test_move_changes_the_order(koray):
    sitzung = make_sitzung()
    first, second, third = (make_item(sitzung) for _ in range(3))

    services.move(third, by=-1, actor=koray)
    services.move(first, by=-1, actor=koray)

    assert list(sitzung.items.values_list("pk", flat=True)) == [first.pk, third.pk, second.pk]


# Votes


def test_vote_in_full_reserves_the_money(koray):
    item = make_item()

    votum = services.record_vote(item, YES, actor=koray)

    assert votum.amount == Decimal("350.00")
    assert reserved() == Decimal("350.00")
    case = Antrag.objects.get(pk=item.antrag_id)
    assert case.stage == Stage.VOTED
    assert case.events.get().parameters["result"] == "full"
    steps = AuditEntry.objects.order_by("-seq").values_list("step", flat=True)[:2]
    assert list(steps) == ["money.reserved", "antrag.record_vote"]


def test_vote_with_less_reserves_less(koray):
    item = make_item()

    services.record_vote(item, LESS, actor=koray)

    assert reserved() == Decimal("200.00")


def test_vote_against_reserves_nothing(koray):
    item = make_item()

    services.record_vote(item, NO, actor=koray)

    assert reserved() == Decimal("0.00")
    assert Antrag.objects.get(pk=item.antrag_id).stage == Stage.VOTED


def test_adjourned_case_is_ready_again(koray):
    item = make_item()

    services.record_vote(item, LATER, actor=koray)

    item.refresh_from_db()
    assert (item.state, item.antrag.stage) == (ItemState.ADJOURNED, Stage.READY)


@pytest.mark.parametrize(
    ("vote", "words"),
    [
        (YES, "Die Jury hat sich für Ihr Vorhaben ausgesprochen."),
        (LESS, "Die Jury hat sich für Ihr Vorhaben ausgesprochen."),
        (NO, "Die Jury hat sich nicht für Ihr Vorhaben ausgesprochen."),
        (LATER, "Sie hat noch nicht abgestimmt"),
    ],
)
def test_resident_is_told_without_a_promise(vote, words, koray):
    item = make_item()

    services.record_vote(item, vote, actor=koray)

    mail = Message.objects.get(subject_id=item.antrag.public_id)
    assert words in mail.body
    assert ("noch keine Zusage" in mail.body) == (vote in (YES, LESS))
    assert "Bescheid" not in mail.body
    assert "350" not in mail.body


def test_vote_without_money_leaves_the_waiting_list(koray):
    item = make_item(case=make_case(Stage.ON_AGENDA, requested_amount=Decimal("400.00")))
    _spend_all_but(Decimal("300.00"), koray)

    with pytest.raises(services.MoneyShort, match="300,00"):
        services.record_vote(item, YES, actor=koray)
    assert Votum.objects.filter(item=item).count() == 0
    votum = services.put_on_waiting_list(item, YES, actor=koray)

    assert (votum.waiting, votum.amount) == (True, Decimal("400.00"))
    assert Antrag.objects.get(pk=item.antrag_id).stage == Stage.WAITING
    mail = Message.objects.get(subject_id=item.antrag.public_id)
    assert "Ihr Antrag steht auf der Warteliste." in mail.body
    assert "noch keine Zusage" in mail.body


def test_waiting_list_is_for_positive_votes(koray):
    with pytest.raises(Refused):
        services.put_on_waiting_list(make_item(), NO, actor=koray)


def test_vote_twice_is_refused(koray):
    item = make_item()
    services.record_vote(item, YES, actor=koray)

    with pytest.raises(Refused):
        services.record_vote(item, YES, actor=koray)

    assert reserved() == Decimal("350.00")


def test_vote_without_quorum_is_refused(koray):
    item = make_item(make_sitzung(present=4))

    with pytest.raises(Refused, match="nicht beschlussfähig"):
        services.record_vote(item, YES, actor=koray)


def test_adjourning_needs_no_quorum(koray):
    item = make_item(make_sitzung(invited=None, present=None))

    services.record_vote(item, LATER, actor=koray)

    assert Antrag.objects.get(pk=item.antrag_id).stage == Stage.READY


def test_vote_before_the_day_of_the_sitzung_is_refused(koray):
    item = make_item(make_sitzung(in_days=1))

    with pytest.raises(Refused, match="erst am 3. März 2026"):
        services.record_vote(item, YES, actor=koray)


def test_vote_by_an_excluded_person_is_refused(koray):
    item = make_item()
    Befangenheit.objects.create(antrag=item.antrag, user=koray, ground="Tante", recorded_by=koray)

    with pytest.raises(Refused):
        services.record_vote(item, YES, actor=koray)

    assert reserved() == Decimal("0.00")
    assert list(Tagesordnungspunkt.objects.visible_to(koray)) == []


@pytest.mark.parametrize("who", ["kerstin", "lothar", "renate", "sven"])
def test_vote_by_others_is_refused(who, request):
    actor = request.getfixturevalue(who)
    item = make_item()

    with pytest.raises(Refused):
        services.record_vote(item, YES, actor=actor)


def test_vote_on_an_old_version_is_stale(koray):
    item = make_item()

    with pytest.raises(Stale):
        services.record_vote(item, YES, actor=koray, expected_version=7)


def test_reopened_vote_frees_its_money_and_can_be_recorded_anew(koray):
    item = make_item()
    services.record_vote(item, YES, actor=koray)

    item = services.reopen_vote(item, actor=koray)
    services.record_vote(item, LESS, actor=koray)

    assert reserved() == Decimal("200.00")


@pytest.mark.parametrize("stage", [Stage.DRAFTED, Stage.RELEASED])
def test_reopen_vote_after_a_draft_is_refused(stage, koray):
    item = make_item()
    services.record_vote(item, YES, actor=koray)
    Antrag.objects.filter(pk=item.antrag_id).update(stage=stage)

    with pytest.raises(Refused):
        services.reopen_vote(item, actor=koray)

    assert reserved() == Decimal("350.00")


# Attendance and end


def test_record_attendance(koray):
    sitzung = services.record_attendance(make_sitzung(), invited=9, present=5, actor=koray)

    assert (sitzung.invited, sitzung.present) == (9, 5)
    assert last_step() == "jury.record_attendance"


def test_record_attendance_of_more_than_invited_is_refused(koray):
    with pytest.raises(Refused):
        services.record_attendance(make_sitzung(), invited=5, present=6, actor=koray)


def test_close_sitzung_with_open_items_is_refused(koray):
    item = make_item()

    with pytest.raises(Refused, match="1 Punkt ist noch offen"):
        services.close_sitzung(item.sitzung, actor=koray)


def test_closed_sitzung_changes_no_more(koray):
    item = make_item()
    services.record_vote(item, YES, actor=koray)
    sitzung = services.close_sitzung(item.sitzung, actor=koray)

    for act in (
        lambda: services.reopen_vote(item, actor=koray),
        lambda: services.record_attendance(sitzung, invited=8, present=8, actor=koray),
        lambda: services.put_on_agenda(sitzung, make_case(Stage.READY), actor=koray),
    ):
        with pytest.raises(Refused, match="abgeschlossen"):
            act()


def _spend_all_but(left, actor):
    free = money(Bezirksregion.objects.get(pk="014009"), 2026).free
    case = make_case(Stage.VOTED, requested_amount=free - left)
    from stadtteilkasse.haushalt.services import reserve

    reserve(case, free - left, actor=actor)


def test_vote_that_a_later_one_has_overtaken_is_not_reopened(koray):
    first = make_item(make_sitzung())
    services.record_vote(first, LATER, actor=koray)
    first.antrag.refresh_from_db()
    second = services.put_on_agenda(make_sitzung(), first.antrag, actor=koray)
    services.record_vote(second, YES, actor=koray)

    with pytest.raises(Refused, match="beruht"):
        services.reopen_vote(first, actor=koray)

    assert (Votum.objects.count(), reserved()) == (2, Decimal("350.00"))


def test_item_that_was_adjourned_is_not_taken_off_for_the_next_sitzung(koray):
    first = make_item(make_sitzung())
    services.record_vote(first, LATER, actor=koray)
    first.antrag.refresh_from_db()
    services.put_on_agenda(make_sitzung(), first.antrag, actor=koray)

    with pytest.raises(Refused, match="nicht mehr offen"):
        services.take_off_agenda(first, actor=koray)

    first.antrag.refresh_from_db()
    assert first.antrag.stage == Stage.ON_AGENDA


def test_move_of_an_item_that_was_taken_off_is_refused(koray):
    item = make_item(state=ItemState.REMOVED)

    with pytest.raises(Refused, match="Tagesordnung"):
        services.move(item, by=1, actor=koray)
