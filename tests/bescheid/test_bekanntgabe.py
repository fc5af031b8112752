"""From the release to the day on which the letter is known, by portal and by post."""

import datetime as dt
import hashlib

import pytest
from django.db import IntegrityError

from portal import files
from portal.errors import Refused
from portal.models import AuditEntry, Message
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Delivery
from stadtteilkasse.bescheid import services, tasks
from stadtteilkasse.bescheid.models import Ausfertigung, Bekanntgabe, Bescheid
from stadtteilkasse.bescheid.queries import letters_to_read

MONDAY = dt.date(2026, 3, 2)


@pytest.fixture
def by_post(voted_case):
    voted_case.delivery = Delivery.POST
    voted_case.save(update_fields=["delivery"])


@pytest.fixture
def sent(released, clock):
    """In the portal, with the Benachrichtigung really sent on Monday 2 March."""
    tasks.render_due()
    Message.objects.filter(kind="bescheid.letter_ready").update(
        state="done", done_at=clock.now(), lease_until=None
    )
    return Bescheid.objects.get(pk=released.pk)


def stage_of(bescheid):
    bescheid.antrag.refresh_from_db()
    return bescheid.antrag.stage


def test_worker_makes_the_pdf_once_and_notifies(released):
    made = tasks.render_due()
    again = tasks.render_due()

    assert (made, again) == (1, 0)
    ausfertigung = Ausfertigung.objects.get()
    pdf = files.read(ausfertigung.file)
    assert pdf.startswith(b"%PDF-")
    assert ausfertigung.sha256 == hashlib.sha256(pdf).hexdigest()
    message = Message.objects.get(kind="bescheid.letter_ready")
    assert message.to == "aylin@example.org"
    assert f"/meine-antraege/{released.antrag.public_id}/" in message.body
    released.refresh_from_db()
    assert (released.state, stage_of(released)) == ("sent", Stage.SENT)
    assert set(AuditEntry.objects.order_by("-seq").values_list("step", flat=True)[:2]) == {
        "antrag.send_letter",
        "bescheid.rendered",
    }


def test_database_refuses_a_second_pdf_for_a_letter(sent):
    with pytest.raises(IntegrityError, match="made once"):
        Ausfertigung.objects.update(sha256="0" * 64)


def test_fetched_letter_is_known_on_the_day_after(sent, aylin, clock):
    clock.set(dt.date(2026, 3, 4))

    services.retrieve(sent, actor=aylin)

    attempt = Bekanntgabe.objects.get()
    assert attempt.announced_on == dt.date(2026, 3, 5)
    assert attempt.retrieved_by == aylin
    sent.refresh_from_db()
    assert (sent.state, stage_of(sent)) == ("announced", Stage.ANNOUNCED)
    assert AuditEntry.objects.latest("seq").step == "antrag.announce"


def test_second_click_on_fetch_changes_nothing(sent, aylin, clock):
    services.retrieve(sent, actor=aylin)
    clock.set(dt.date(2026, 3, 9))

    services.retrieve(sent, actor=aylin)

    assert Bekanntgabe.objects.get().announced_on == dt.date(2026, 3, 3)


@pytest.mark.parametrize(("today", "lapses"), [("2026-03-12", False), ("2026-03-13", True)])
def test_unfetched_letter_lapses_after_ten_days(sent, clock, today, lapses):
    clock.set(dt.date.fromisoformat(today))

    tasks.watch_deadlines()

    sent.refresh_from_db()
    assert (Bekanntgabe.objects.get().lapsed_at is not None) is lapses
    assert sent.state == ("released" if lapses else "sent")
    assert list(Bescheid.objects.to_be_posted()) == ([sent] if lapses else [])


def test_letter_cannot_be_fetched_after_ten_days_even_before_the_worker_ran(sent, aylin, clock):
    clock.set(dt.date(2026, 3, 13))

    with pytest.raises(Refused, match="zehn Tage"):
        services.retrieve(sent, actor=aylin)

    assert Bekanntgabe.objects.get().announced_on is None


def test_ten_days_do_not_run_while_the_notification_waits(released, clock):
    tasks.render_due()
    clock.set(dt.date(2026, 4, 20))

    tasks.watch_deadlines()

    assert Bekanntgabe.objects.get().lapsed_at is None


def test_lapsed_letter_goes_by_post(sent, koray, clock):
    clock.set(dt.date(2026, 3, 13))
    tasks.watch_deadlines()

    services.record_posting(sent, actor=koray, posted_on=dt.date(2026, 3, 13))

    attempt = Bekanntgabe.objects.get(channel="post")
    assert attempt.announced_on == dt.date(2026, 3, 17)
    assert attempt.objection_until == dt.date(2026, 4, 17)
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_posted_letter_waits_for_print_and_is_known_on_the_fourth_day(
    by_post, released, koray, clock
):
    tasks.render_due()
    assert list(Bescheid.objects.to_be_posted()) == [released]

    services.record_posting(released, actor=koray, posted_on=MONDAY)
    clock.set(dt.date(2026, 3, 5))
    tasks.watch_deadlines()
    assert stage_of(released) == Stage.SENT
    clock.set(dt.date(2026, 3, 6))
    tasks.watch_deadlines()

    assert stage_of(released) == Stage.ANNOUNCED
    assert Message.objects.filter(kind="bescheid.letter_ready").count() == 0


@pytest.mark.parametrize("posted_on", ["2026-03-01", "2026-03-03"])
def test_posting_before_release_or_in_the_future_is_refused(by_post, released, koray, posted_on):
    tasks.render_due()

    with pytest.raises(Refused, match="zwischen der Freigabe und heute"):
        services.record_posting(released, actor=koray, posted_on=dt.date.fromisoformat(posted_on))


def test_posting_before_the_pdf_is_made_is_refused(by_post, released, koray):
    with pytest.raises(Refused):
        services.record_posting(released, actor=koray, posted_on=MONDAY)


@pytest.mark.parametrize("who", ["petra", "aylin", "sven", "kerstin"])
def test_posting_by_others_is_refused(by_post, released, who, request):
    tasks.render_due()

    with pytest.raises(Refused):
        services.record_posting(released, actor=request.getfixturevalue(who), posted_on=MONDAY)


def test_letter_whose_notification_failed_goes_by_post(released):
    tasks.render_due()
    Message.objects.filter(kind="bescheid.letter_ready").update(state="failed", lease_until=None)

    services.lapse_due()

    assert list(Bescheid.objects.to_be_posted()) == [released]
    assert stage_of(released) == Stage.RELEASED


def test_letter_that_lapsed_and_was_posted_can_be_read(sent, aylin, koray, clock):
    clock.set(dt.date(2026, 3, 13))
    tasks.watch_deadlines()
    assert list(letters_to_read(aylin)) == []

    services.record_posting(sent, actor=koray, posted_on=dt.date(2026, 3, 13))

    assert list(letters_to_read(aylin)) == [sent]


def test_letter_that_waits_in_the_portal_cannot_be_read(sent, aylin):
    assert list(letters_to_read(aylin)) == []


def test_posting_before_the_retrieval_ended_is_refused(sent, koray, clock):
    clock.set(dt.date(2026, 3, 13))
    tasks.watch_deadlines()

    with pytest.raises(Refused, match="Ende des Abrufs"):
        services.record_posting(sent, actor=koray, posted_on=dt.date(2026, 3, 12))


@pytest.mark.parametrize(
    "change", [{"announced_on": dt.date(2026, 4, 1)}, {"retrieved_at": None}, {"channel": "post"}]
)
def test_database_keeps_what_was_noted_of_a_bekanntgabe(sent, aylin, change):
    services.retrieve(sent, actor=aylin)

    with pytest.raises(IntegrityError, match="never changes"):
        Bekanntgabe.objects.update(**change)
