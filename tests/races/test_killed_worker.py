"""`kill -9` while letters are made: each exists once, and no mail is repeated twice."""

import datetime as dt

import pytest

from portal.files.models import StoredFile
from portal.outbox.models import Message
from stadtteilkasse.bescheid import services
from stadtteilkasse.bescheid.models import Ausfertigung
from tests.support.letters import make_draft, make_voted_case
from tests.support.processes import start_manage, wait_until

LETTERS = 20
LONG_AGO = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def twenty_released(real_db, aylin, koray, samira, lothar):
    for _ in range(LETTERS):
        case = make_voted_case(applicant=aylin, voted_by=koray, requested="200", voted="150.00")
        services.release_bescheid(make_draft(case, by=samira, amount="150.00"), actor=lothar)


@pytest.fixture
def start_worker(smtp_port):
    started = []

    def start():
        started.append(start_manage("worker", EMAIL_PORT=str(smtp_port)))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def letters_made():
    return Ausfertigung.objects.filter(state="done").count()


def all_done():
    return letters_made() == LETTERS and not Message.objects.exclude(state="done").exists()


@pytest.mark.slow
def test_worker_killed_among_twenty_letters(twenty_released, mails, start_worker):
    worker = start_worker()
    wait_until(lambda: letters_made() >= 5, seconds=120)
    worker.kill()
    worker.wait()
    made_before = letters_made()
    # What it held would be free again in some minutes.
    for model in (Ausfertigung, Message):
        model.objects.filter(state="leased").update(lease_until=LONG_AGO)

    start_worker()
    wait_until(all_done, seconds=120)

    assert made_before < LETTERS
    files = StoredFile.objects.filter(purpose="bescheid")
    assert (files.count(), files.values("subject").distinct().count()) == (LETTERS, LETTERS)
    assert {made.file_id for made in Ausfertigung.objects.all()} == set(
        files.values_list("pk", flat=True)
    )
    assert Message.objects.filter(kind="bescheid.letter_ready").count() == LETTERS
    assert len({mail["Message-ID"] for mail in mails.mails}) == LETTERS
    assert len(mails.mails) <= LETTERS + 1
