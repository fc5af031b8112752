import dataclasses

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from portal import datenkatalog
from portal.datenkatalog import Eintrag

OUR_APPS = ("portal", "regions", "koordination", "stadtteilkasse")


@pytest.mark.parametrize("app_label", OUR_APPS)
def test_every_field_has_an_entry_or_is_technical(app_label):
    assert datenkatalog.fields_without_entry(app_label) == []


def test_entries_speak_of_fields_that_exist():
    entries, sachdaten = datenkatalog.collect()

    stale = [key for key in [*(entry.key for entry in entries), *sachdaten] if not exists(key)]

    assert stale == []


def exists(key):
    app_label, model, *field = key.split(".")
    try:
        meta = apps.get_model(app_label, model)._meta
        return bool(meta.get_field(field[0])) if field else True
    except (LookupError, FieldDoesNotExist):
        return False


def test_no_field_is_both_personal_and_not():
    entries, sachdaten = datenkatalog.collect()

    both = [entry.key for entry in entries if entry.key in sachdaten or entry.model in sachdaten]

    assert both == []


def test_every_entry_answers_every_question():
    entries, _ = datenkatalog.collect()

    assert all(all(dataclasses.astuple(entry)) for entry in entries)


def test_field_without_entry_is_found(monkeypatch):
    without_phone = [entry for entry in datenkatalog.EINTRAEGE if entry.key != "portal.User.phone"]
    monkeypatch.setattr(datenkatalog, "EINTRAEGE", without_phone)

    assert datenkatalog.fields_without_entry("portal") == ["portal.User.phone"]


def test_entry_of_a_field_that_is_gone_is_found():
    gone = Eintrag("portal.User", "shoe_size", "p", "l", "r", "r")

    assert exists(gone.key) is False


@pytest.mark.parametrize(
    ("model", "field", "technical"),
    [
        ("StoredFile", "sha256", True),
        ("StoredFile", "id", True),
        ("StoredFile", "owner", False),
        ("StoredFile", "name", False),
        ("Message", "state", True),
        ("User", "email", False),
    ],
)
def test_technical_are_keys_hashes_and_states_but_no_key_to_a_person(model, field, technical):
    assert datenkatalog.is_technical(apps.get_model("portal", model)._meta.get_field(field)) is (
        technical
    )


def test_plain_text_is_never_technical():
    assert not datenkatalog.is_technical(models.TextField(name="note"))
