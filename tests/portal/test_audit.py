import datetime as dt
import hashlib
import json
import threading
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from portal import audit
from portal.audit import anchor, services
from portal.audit.models import AuditEntry, AuditHead
from tests.support import database

SUBJECT = "abcdefghijkmnpqr"


def entry(step="antrag.submitted", **changes):
    return audit.Entry(step, changes.pop("actor", None), **changes)


def record(*entries):
    with transaction.atomic():
        audit.record(*entries)


def run_verify():
    out = StringIO()
    call_command("verify_audit", stdout=out)
    return out.getvalue().strip()


@contextmanager
def as_intruder_with_the_owners_rights():
    """The owner can switch triggers off; that is what the seals are there for."""
    name = connection.settings_dict["NAME"]
    with database.connected_as_owner(name), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE portal_auditentry DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE portal_audithead DISABLE TRIGGER USER")
        yield cursor


def last_seq():
    return AuditHead.objects.get().seq


# What can be recorded


def test_record_chains_entries_and_moves_the_head(db, samira):
    before = AuditHead.objects.get()

    record(
        entry(actor=samira, subject=SUBJECT, region_id="014009", fields=("amount",)),
        entry("antrag.checked", digests={"amount": hashlib.sha256(b"x").hexdigest()}),
    )

    first, second = AuditEntry.objects.filter(seq__gt=before.seq).order_by("seq")
    assert (first.prev_hash, second.prev_hash) == (before.hash, first.hash)
    assert (first.actor, first.subject, first.region_id) == (samira.public_id, SUBJECT, "014009")
    assert second.actor == ""
    head = AuditHead.objects.get()
    assert (head.seq, head.hash) == (second.seq, second.hash)


def test_record_rolled_back_leaves_no_entry(db):
    before = last_seq()

    with transaction.atomic():
        audit.record(entry())
        transaction.set_rollback(True)

    assert last_seq() == before
    assert not AuditEntry.objects.filter(seq__gt=before).exists()


def test_record_of_nothing_locks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        audit.record()


@pytest.mark.parametrize(
    "personal",
    [
        {"step": "Aylin hat gesendet"},
        {"step": "submitted"},
        {"step": "antrag.submitted\naylin"},
        {"subject": "aylin@example.org"},
        {"subject": SUBJECT + "\n"},
        {"region_id": "Parkviertel"},
        {"fields": ("Aylin Öztürk",)},
        {"digests": {"name": "Aylin"}},
        {"digests": {"aylin@example.org": "0" * 64}},
        {"digests": {"name": "A" * 64}},
    ],
)
def test_entry_refuses_what_could_be_personal(personal):
    with pytest.raises(ValueError, match="The audit trail takes no such"):
        entry(**personal)


def test_entry_refuses_a_time_of_its_own_where_the_clock_runs(settings):
    settings.CLOCK_CAN_BE_SET = False

    with pytest.raises(ValueError, match="recorded when it happens"):
        entry(at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))


def test_digest_differs_by_salt_and_hides_the_value():
    assert audit.digest("DE02", salt="a") != audit.digest("DE02", salt="b")
    assert audit.digest("DE02", salt="a") != hashlib.sha256(b"DE02").hexdigest()


# What nobody can change


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE portal_auditentry SET step = 'x.y'",
        "DELETE FROM portal_auditentry",
        "TRUNCATE portal_auditentry",
        "DELETE FROM portal_audithead",
        "TRUNCATE portal_audithead",
        "UPDATE portal_audithead SET seq = seq - 1",
        "UPDATE portal_audithead SET seq = seq + 1",
        f"UPDATE portal_audithead SET hash = '{'a' * 64}'",
        f"INSERT INTO portal_audithead (id, seq, hash) VALUES (2, 0, '{'0' * 64}')",
    ],
)
@pytest.mark.parametrize("role", ["application", "owner"])
def test_trail_refuses_changes(real_db, change, role):
    record(entry())
    name = connection.settings_dict["NAME"]

    def attempt():
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute(change)

    if role == "owner":
        with database.connected_as_owner(name):
            attempt()
    else:
        attempt()

    assert "vollständig" in run_verify()


@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_application_role_has_no_right_to_change_entries(db, settings, right):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege(%s, 'portal_auditentry', %s)",
            [settings.DATABASE_APP_ROLE, right],
        )

        assert cursor.fetchone() == (False,)


# What verify_audit finds


def test_verify_says_how_many_entries_hold(db):
    record(entry(), entry("antrag.checked"))

    assert run_verify() == f"Das Protokoll ist vollständig: {last_seq()} Einträge."


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2020-01-01T00:00:00Z"),
        ("actor", SUBJECT),
        ("step", "antrag.withdrawn"),
        ("subject", SUBJECT),
        ("region_id", "012006"),
        ("fields", ["other"]),
        ("digests", json.dumps({"x": "0" * 64})),
        ("hash", "e" * 64),
    ],
)
def test_verify_names_the_first_entry_that_was_changed(real_db, column, value):
    record(*[entry() for _ in range(5)])
    bad = last_seq() - 2

    with as_intruder_with_the_owners_rights() as cursor:
        cursor.execute(f'UPDATE portal_auditentry SET "{column}" = %s WHERE seq = %s', [value, bad])

    with pytest.raises(CommandError, match=f"Eintrag {bad}: Der Inhalt") as failure:
        run_verify()
    assert failure.value.returncode == 1


def test_verify_finds_a_changed_entry_that_was_sealed_without_the_key(real_db):
    record(*[entry() for _ in range(3)])
    bad = AuditEntry.objects.get(seq=last_seq() - 1)
    bad.step = "antrag.withdrawn"
    forged = services.chain.seal(bad, "guessed key")

    with as_intruder_with_the_owners_rights() as cursor:
        cursor.execute(
            "UPDATE portal_auditentry SET step = %s, hash = %s WHERE seq = %s",
            [bad.step, forged, bad.seq],
        )

    with pytest.raises(CommandError, match=f"Eintrag {bad.seq}: Der Inhalt"):
        run_verify()


def test_verify_finds_a_gap(real_db):
    record(*[entry() for _ in range(5)])
    gone = last_seq() - 2

    with as_intruder_with_the_owners_rights() as cursor:
        cursor.execute("DELETE FROM portal_auditentry WHERE seq = %s", [gone])

    with pytest.raises(CommandError, match=f"Eintrag {gone + 1}: Vor diesem Eintrag fehlt"):
        run_verify()


def test_verify_finds_a_cut_tail(real_db):
    record(*[entry() for _ in range(5)])
    end = last_seq()

    with as_intruder_with_the_owners_rights() as cursor:
        cursor.execute("DELETE FROM portal_auditentry WHERE seq > %s", [end - 2])

    with pytest.raises(CommandError, match=f"Eintrag {end - 1}: Das Ende fehlt"):
        run_verify()


def test_verify_finds_a_cut_tail_though_the_head_was_set_back(real_db, settings, tmp_path):
    settings.AUDIT_ANCHOR_FILE = tmp_path / "anchor"
    record(*[entry() for _ in range(5)])
    anchor.write_anchor()
    end = last_seq()

    with as_intruder_with_the_owners_rights() as cursor:
        cursor.execute("DELETE FROM portal_auditentry WHERE seq > %s", [end - 2])
        cursor.execute(
            "UPDATE portal_audithead SET (seq, hash) = "
            "(SELECT seq, hash FROM portal_auditentry ORDER BY seq DESC LIMIT 1)"
        )

    with pytest.raises(CommandError, match=f"Verankert sind {end} Einträge"):
        run_verify()


def test_verify_finds_an_end_that_was_written_anew_with_the_key(real_db, settings, tmp_path):
    settings.AUDIT_ANCHOR_FILE = tmp_path / "anchor"
    record(*[entry() for _ in range(3)])
    anchor.write_anchor()
    end = last_seq()

    with as_intruder_with_the_owners_rights() as cursor:
        cursor.execute("DELETE FROM portal_auditentry WHERE seq = %s", [end])
        cursor.execute(
            "UPDATE portal_audithead SET (seq, hash) = "
            "(SELECT seq, hash FROM portal_auditentry ORDER BY seq DESC LIMIT 1)"
        )
        record(entry("antrag.withdrawn"))

    with pytest.raises(CommandError, match=f"Eintrag {end}: Außerhalb der Datenbank"):
        run_verify()


def test_verify_finds_entries_behind_the_end(db):
    record(entry())
    stray = AuditEntry.objects.get(seq=last_seq())
    stray.seq, stray.prev_hash, stray.hash = stray.seq + 1, stray.hash, "f" * 64
    stray.save(force_insert=True)

    with pytest.raises(CommandError, match=f"Eintrag {stray.seq}: Der Eintrag steht hinter"):
        run_verify()


def test_anchor_is_written_only_when_the_head_moved(db, settings, tmp_path):
    settings.AUDIT_ANCHOR_FILE = tmp_path / "new" / "anchor"
    record(entry())

    anchor.write_anchor()
    anchor.write_anchor()

    assert len(settings.AUDIT_ANCHOR_FILE.read_text().splitlines()) == 1
    assert anchor.read() == {last_seq(): AuditHead.objects.get().hash}


def test_anchor_survives_a_line_cut_short(db, settings, tmp_path):
    settings.AUDIT_ANCHOR_FILE = tmp_path / "anchor"
    settings.AUDIT_ANCHOR_FILE.write_text('{"seq": 1, "ha')
    record(entry())

    anchor.write_anchor()
    anchor.write_anchor()

    assert list(anchor.read()) == [last_seq()]


# Writers at the same time


def write_at_once(writers=8, each=5):
    """Every writer records several times, all at once. Returns the errors."""
    errors = []
    start = threading.Barrier(writers)

    def write():
        try:
            start.wait()
            for _ in range(each):
                record(entry(), entry("antrag.checked"))
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_parallel_writers_keep_one_chain(real_db):
    before = last_seq()

    errors = write_at_once(writers=8, each=5)

    assert errors == []
    assert last_seq() == before + 8 * 5 * 2
    assert "vollständig" in run_verify()


def test_parallel_writers_collide_with_the_lock_off(real_db, monkeypatch):
    monkeypatch.setattr(services, "_locked_head", lambda: AuditHead.objects.get())

    errors = write_at_once(writers=8, each=5)

    assert errors != []
