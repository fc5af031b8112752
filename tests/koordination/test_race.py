import datetime as dt
import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from koordination import services
from koordination.models import Traeger, Traegerschaft
from portal.errors import Refused
from regions.models import Bezirksregion

JULY = dt.date(2026, 7, 1)


@pytest.fixture
def region(real_db):
    region = Bezirksregion.objects.get(pk="014009")
    Traegerschaft.objects.filter(region=region).delete()
    for name in ("Erster", "Zweiter"):
        Traeger.objects.create(name=name, street="Testweg 1", postal_code="13353")
    return region


def appoint_both_at_once(region):
    """The outcomes of two who appoint a Träger for the same region and day at the same time."""
    samira = get_user_model().objects.get(email="samira@example.org")
    barrier, outcomes = threading.Barrier(2), []

    def appoint(name):
        traeger = Traeger.objects.get(name=name)
        barrier.wait()
        try:
            services.appoint_traeger(region, actor=samira, traeger=traeger, valid_from=JULY)
            outcomes.append("appointed")
        except Exception as problem:
            outcomes.append(type(problem).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=appoint, args=[name]) for name in ("Erster", "Zweiter")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_appointments_at_once_leave_one_and_a_sentence(region):
    assert appoint_both_at_once(region) == sorted([Refused.__name__, "appointed"])
    assert Traegerschaft.objects.filter(region=region).count() == 1


def test_without_the_lock_the_second_gets_no_sentence(region, monkeypatch):
    both_looked = threading.Barrier(2)
    refuse_overlap = services._refuse_overlap

    def look_and_wait(*args):
        refuse_overlap(*args)
        both_looked.wait(timeout=10)

    monkeypatch.setattr(services, "_locked", lambda region: region)
    monkeypatch.setattr(services, "_refuse_overlap", look_and_wait)

    assert appoint_both_at_once(region) == sorted(["IntegrityError", "appointed"])
    assert Traegerschaft.objects.filter(region=region).count() == 1
