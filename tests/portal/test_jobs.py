import datetime as dt
import signal
from itertools import islice

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from portal import jobs, outbox, request_id
from portal.jobs.housekeeping import drop_old_wakes
from portal.jobs.models import TickStep
from portal.jobs.tasks import run_step
from portal.jobs.tick import tick
from portal.outbox.models import Message
from tests.support.processes import start_manage, stop, wait_until

ran = []


def good():
    ran.append(("good", request_id.current()))


def bad():
    raise ValueError("aylin@example.org")


@jobs.daily
def once_a_day():
    ran.append(("once_a_day", request_id.current()))


def step(name):
    return f"tests.portal.test_jobs.{name}"


@pytest.fixture(autouse=True)
def _fresh():
    ran.clear()


def names():
    return [name for name, _ in ran]


# The tick


def test_tick_runs_every_step_and_notes_when(db, settings, clock):
    settings.TICK = [step("good")]

    assert tick() is True

    assert TickStep.objects.values_list("name", "ok_at", "failed_at").get() == (
        step("good"),
        clock.now(),
        None,
    )


def test_failing_step_does_not_stop_the_others(db, settings, clock):
    settings.TICK = [step("bad"), step("missing"), "nowhere.at_all", step("good")]

    assert tick() is False

    assert names() == ["good"]
    failure = TickStep.objects.get(name=step("bad"))
    assert (failure.ok_at, failure.failed_at, failure.error) == (None, clock.now(), "ValueError")


def test_daily_step_runs_once_a_day_and_catches_up(db, settings, clock):
    settings.TICK = [step("once_a_day")]

    for day in (2, 2, 3, 9):
        clock.set(dt.date(2026, 3, day))
        tick()

    assert names() == ["once_a_day"] * 3


def test_daily_step_that_failed_is_tried_again_the_same_day(db, settings, clock):
    TickStep.objects.create(name=step("once_a_day"), failed_at=clock.now(), error="OSError")
    settings.TICK = [step("once_a_day")]

    tick()

    assert names() == ["once_a_day"]


def test_tick_gives_its_log_lines_one_id(db, settings):
    settings.TICK = [step("good"), step("once_a_day")]

    tick()

    [first, second] = [cause for _, cause in ran]
    assert first == second
    assert first.startswith("tick-")


def test_command_tick_fails_when_a_step_failed(db, settings):
    settings.TICK = [step("bad")]

    with pytest.raises(CommandError):
        call_command("tick")


def test_every_step_in_the_settings_exists(db):
    assert tick() is True


# Waking


def test_wake_waits_for_the_commit(db, settings):
    settings.TICK = [step("good")]

    with transaction.atomic():
        jobs.wake(step("good"))
        transaction.set_rollback(True)

    assert DBTaskResult.objects.count() == 0


def test_wake_hands_the_request_id_on(db, settings):
    settings.TICK = [step("good")]
    with request_id.use("request-1"):
        jobs.wake(step("good"))

    run_step.call(*DBTaskResult.objects.get().args_kwargs["args"])

    assert ran == [("good", "request-1")]


@pytest.mark.parametrize("path", ["os.abort", "", "portal.outbox.queue"])
def test_wake_runs_nothing_but_steps_of_the_tick(db, path):
    with pytest.raises(ValueError, match="is not a step"):
        jobs.wake(path)
    with pytest.raises(ValueError, match="is not a step"):
        run_step.call(path, "")


def test_old_wakes_are_dropped_and_waiting_ones_kept(db, settings, clock):
    settings.TICK = [step("good")]
    for status in ("READY", "RUNNING", "SUCCESSFUL", "FAILED"):
        jobs.wake(step("good"))
        last = DBTaskResult.objects.latest("enqueued_at")
        DBTaskResult.objects.filter(pk=last.pk).update(status=status)
    DBTaskResult.objects.update(enqueued_at=clock.now() - dt.timedelta(days=2))

    drop_old_wakes()

    assert list(DBTaskResult.objects.values_list("status", flat=True)) == ["READY"]


# The worker, a real process


@pytest.fixture
def message(real_db, mail_templates):
    (mail_templates / "gruss.txt").write_text("Betreff\n\nText")
    return lambda: outbox.queue(to="a@example.org", template="gruss", context={}, kind="gruss")


@pytest.fixture
def start_worker(real_db, smtp_port):
    started = []

    def start(**extra):
        started.append(start_manage("worker", EMAIL_PORT=str(smtp_port), **extra))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def all_sent():
    return not Message.objects.exclude(state="done").exists()


def test_worker_sends_what_is_queued_and_ends_cleanly(message, mails, start_worker):
    worker = start_worker()
    wait_until(TickStep.objects.exists)
    message()

    wait_until(all_sent)
    code, output = stop(worker, signal.SIGTERM)

    assert (code, len(mails.mails)) == (0, 1)
    assert "worker.ended" in output
    assert "Traceback" not in output


def test_worker_gives_a_sign_of_life(start_worker, tmp_path):
    sign = tmp_path / "alive"

    start_worker(WORKER_LIFE_SIGN=str(sign))

    wait_until(sign.exists)


def test_worker_ends_cleanly_on_ctrl_c(start_worker):
    worker = start_worker()
    wait_until(TickStep.objects.exists)

    code, output = stop(worker, signal.SIGINT)

    assert code == 0
    assert "Traceback" not in output


def test_killed_worker_loses_no_mail(message, mails, start_worker):
    for _ in range(20):
        message()
    worker = start_worker()
    wait_until(lambda: len(mails.mails) >= 3)
    worker.kill()
    worker.wait()
    # Its lease would run out in some minutes.
    Message.objects.filter(state="leased").update(
        lease_until=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    )

    start_worker()
    wait_until(all_sent)

    assert len({mail["Message-ID"] for mail in mails.mails}) == 20
    assert len(mails.mails) <= 21


def test_worker_renews_itself_when_it_has_grown(message, mails, start_worker):
    message()
    worker = start_worker(WORKER_MEGABYTES="1")

    started = list(islice(lines_with(worker, "worker.started"), 2))

    assert all(f'"pid": {worker.pid}' in line for line in started)
    assert all_sent()


def lines_with(process, event):
    return (line for line in process.stdout if event in line)
