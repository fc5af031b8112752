import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from portal.audit.models import AuditEntry
from portal.errors import Refused, Stale
from portal.outbox.models import Message
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, Channel, NumberCounter
from stadtteilkasse.antrag.services import draft, submit
from tests.antrag.journey import complete_draft
from tests.support.cases import make_sitzung


def test_submit_gives_number_day_year_and_rules(aylin):
    case = complete_draft(aylin)

    case = submit.submit(case, actor=aylin)

    assert case.number == "STK-PV-2026-001"
    assert case.stage == Stage.SUBMITTED
    assert case.received_on == dt.date(2026, 3, 2)
    assert case.due_on == dt.date(2026, 3, 9)
    assert case.haushaltsjahr.year == 2026
    assert case.richtlinie is not None
    assert case.requested_amount == Decimal("350.00")
    assert list(case.events.values_list("step", "actor")) == [("submit", aylin.pk)]
    assert AuditEntry.objects.order_by("seq").last().step == "antrag.submit"


def test_confirmation_promises_nothing_and_names_the_dates(aylin):
    make_sitzung(in_days=10)
    case = complete_draft(aylin)

    case = submit.submit(case, actor=aylin)

    mail = Message.objects.get(kind="antrag.received")
    assert mail.to == "aylin@example.org"
    assert mail.subject == "Ihr Antrag STK-PV-2026-001 ist da"
    for words in (
        "am 2. März 2026 eingegangen",
        "bis Montag, 9. März 2026",
        "Donnerstag, 12. März 2026",
        "keine Zusage",
        "kaufen, bestellen oder mieten Sie noch nichts",
        f"/antrag/{case.public_id}/bestaetigung.pdf",
    ):
        assert words in mail.body


def test_confirmation_goes_to_the_proven_address(aylin):
    case = complete_draft(aylin, email="vertippt@example.org")

    submit.submit(case, actor=aylin)

    assert Message.objects.get(kind="antrag.received").to == aylin.email


def test_numbers_follow_each_other_by_region_and_year_of_receipt(aylin, clock):
    first = submit.submit(complete_draft(aylin), actor=aylin)
    elsewhere = submit.submit(complete_draft(aylin, region_id="012006"), actor=aylin)
    second = submit.submit(complete_draft(aylin), actor=aylin)

    assert [case.number for case in (first, second, elsewhere)] == [
        "STK-PV-2026-001",
        "STK-PV-2026-002",
        "STK-MO-2026-001",
    ]


def test_second_sending_is_refused(aylin):
    case = complete_draft(aylin)
    submit.submit(case, actor=aylin)

    with pytest.raises(Refused):
        submit.submit(case, actor=aylin)

    assert NumberCounter.objects.get().last == 1
    assert Message.objects.filter(kind="antrag.received").count() == 1


def test_incomplete_application_takes_no_number(aylin):
    case = complete_draft(aylin, title="")

    with pytest.raises(Refused):
        submit.submit(case, actor=aylin)

    assert not NumberCounter.objects.exists()


def test_more_than_the_limit_is_refused(aylin):
    case = complete_draft(aylin)
    line = {
        "label": "Zelt",
        "kind": "material",
        "quantity": Decimal(1),
        "unit_price": Decimal("500.01"),
    }
    draft.save_costs(case, [line], {}, actor=aylin)

    with pytest.raises(Refused):
        submit.submit(case, actor=aylin)

    assert Antrag.objects.get(pk=case.pk).stage == Stage.DRAFT


def test_something_begun_is_received_all_the_same(aylin):
    case = complete_draft(aylin, begun=True)

    case = submit.submit(case, actor=aylin)

    assert case.stage == Stage.SUBMITTED


def test_year_that_is_not_open_is_refused(aylin):
    case = complete_draft(aylin, starts_on=dt.date(2027, 5, 1))

    with pytest.raises(Refused) as refused:
        submit.submit(case, actor=aylin)

    assert "2027" in refused.value.sentence


def test_stranger_cannot_send(aylin, sven, koray):
    case = complete_draft(aylin)

    for stranger in (sven,):
        with pytest.raises(Refused):
            submit.submit(case, actor=stranger)

    assert Antrag.objects.get(pk=case.pk).stage == Stage.DRAFT


def test_old_version_is_stale(aylin):
    case = complete_draft(aylin)

    with pytest.raises(Stale):
        submit.submit(case, actor=aylin, expected_version=case.version - 1)


def test_office_sends_what_came_on_paper_with_its_day(koray):
    case = draft_on_paper(koray)

    case = submit.submit(
        case,
        actor=koray,
        channel=Channel.PAPER,
        received_on=dt.date(2026, 2, 26),
        entered_by=koray,
    )

    assert (case.received_on, case.channel) == (dt.date(2026, 2, 26), Channel.PAPER)
    assert case.entered_by == koray
    assert case.due_on == dt.date(2026, 3, 5)


def test_paper_from_the_future_is_refused(koray):
    case = draft_on_paper(koray)

    with pytest.raises(Refused):
        submit.submit(
            case,
            actor=koray,
            channel=Channel.PAPER,
            received_on=dt.date(2026, 3, 3),
            entered_by=koray,
        )


def test_who_has_no_account_gets_the_letter_by_post(koray):
    case = draft_on_paper(koray)
    Antrag.objects.filter(pk=case.pk).update(delivery="portal")

    with pytest.raises(Refused) as refused:
        submit.submit(case, actor=koray, channel=Channel.PAPER, entered_by=koray)

    assert "per Post" in refused.value.sentence


def draft_on_paper(koray):
    case = complete_draft(None)
    typed = {"entered_by": koray, "channel": Channel.PAPER, "delivery": "post"}
    Antrag.objects.filter(pk=case.pk).update(**typed)
    return Antrag.objects.get(pk=case.pk)


def send_at_once(cases, actor_pk):
    """Send the cases from as many connections as there are cases; their numbers."""

    def send(case):
        try:
            actor = get_user_model().objects.get(pk=actor_pk)
            return submit.submit(case, actor=actor).number
        except Exception as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(cases)) as pool:
        return sorted(pool.map(send, cases))


def test_ten_residents_at_once_get_ten_consecutive_numbers(real_db, aylin):
    cases = [complete_draft(aylin) for _ in range(10)]

    numbers = send_at_once(cases, aylin.pk)

    assert numbers == [f"STK-PV-2026-{number:03}" for number in range(1, 11)]


def test_without_the_counter_lock_numbers_collide(real_db, aylin, monkeypatch):
    """Control: the race test above would notice a missing lock."""
    cases = [complete_draft(aylin) for _ in range(10)]
    monkeypatch.setattr(NumberCounter.objects, "select_for_update", NumberCounter.objects.all)

    numbers = send_at_once(cases, aylin.pk)

    assert numbers != [f"STK-PV-2026-{number:03}" for number in range(1, 11)]


def test_ten_clicks_at_once_send_one_application(real_db, aylin):
    case = complete_draft(aylin)

    numbers = send_at_once([case] * 10, aylin.pk)

    assert numbers == ["Refused"] * 9 + ["STK-PV-2026-001"]
    assert Message.objects.filter(kind="antrag.received").count() == 1


def test_draft_of_nobody_is_not_sent_online_by_the_office(koray):
    case = complete_draft(None)
    Antrag.objects.filter(pk=case.pk).update(delivery="post")

    with pytest.raises(Refused, match="melden Sie sich"):
        submit.submit(Antrag.objects.get(pk=case.pk), actor=koray)
