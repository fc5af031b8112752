"""Which personal data there is, why, who reads it, and when it goes: the duty of Art. 30 GDPR.

Each room has a `datenkatalog.py` with what its own models hold:

    EINTRAEGE = [
        *eintraege("stadtteilkasse.Antrag", "title", "description", purpose="…", legal_ground="…",
                   readers="…", retention="…"),
    ]
    SACHDATEN = {"regions.Planungsraum": "Gebiet, keine Person"}

A field that is neither here nor technical fails the tests. `SACHDATEN` names what says nothing
about a person, as a model or as `model.field`, with the reason.
"""

from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.module_loading import module_has_submodule

# Keys, hashes, versions and states of machines, under these names everywhere.
TECHNICAL_NAMES = frozenset(
    {
        "public_id",
        "version",
        "state",
        "attempts",
        "crashes",
        "next_attempt_at",
        "lease_until",
        "last_error",
        "done_at",
        "sha256",
        "hash",
        "prev_hash",
        "storage_name",
        "content_type",
        "size",
        "request_id",
    }
)


@dataclass(frozen=True)
class Eintrag:
    """What is on record about one field. All texts are German; they are published as they are."""

    model: str
    field: str
    purpose: str
    legal_ground: str
    readers: str
    retention: str

    @property
    def key(self) -> str:
        return f"{self.model}.{self.field}"


def eintraege(model: str, *fields: str, **what) -> list[Eintrag]:
    """The same words for several fields of a model."""
    return [Eintrag(model, field, **what) for field in fields]


def collect() -> tuple[list[Eintrag], dict[str, str]]:
    """All entries, and all that was declared to be no personal data, of settings.DATENKATALOG."""
    found, sachdaten = [], {}
    for name in settings.DATENKATALOG:
        room = import_module(name)
        if module_has_submodule(room, "datenkatalog"):
            catalogue = import_module(f"{name}.datenkatalog")
            found += catalogue.EINTRAEGE
            sachdaten |= catalogue.SACHDATEN
    return found, sachdaten


def fields_without_entry(app_label: str) -> list[str]:
    """The fields of an app of which nobody says what they are for, as `app.Model.field`."""
    found, sachdaten = collect()
    known = {entry.key for entry in found} | sachdaten.keys()
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config(app_label).get_models()
        if model._meta.label not in known
        for field in (*model._meta.fields, *model._meta.local_many_to_many)
        if not is_technical(field) and f"{model._meta.label}.{field.name}" not in known
    ]


def is_technical(field) -> bool:
    """Keys, hashes and states. A key to a person is not: it says who did something."""
    if field.is_relation:
        return not issubclass(field.related_model, get_user_model())
    return field.primary_key or field.name in TECHNICAL_NAMES


ZUGANG = {
    "purpose": "Anmelden, Ansprechen und Benachrichtigen",
    "legal_ground": "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BlnDSG",
    "readers": "die Person selbst; Leitung und Technik, wenn sie ein Amt hat",
    "retention": "geleert, wenn der letzte Fall der Person gelöscht ist; Amt: ein Jahr nach Ende",
}
NACHRICHT = {
    "purpose": "Zustellen von Nachrichten zum Verfahren",
    "legal_ground": "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BlnDSG",
    "readers": "niemand außer dem Versand; Technik sieht weder Empfänger noch Text",
    "retention": "geleert 90 Tage nach dem Versand",
}
ANMELDECODE = {
    "purpose": "Anmelden ohne Passwort, Bestätigen einer Adresse",
    "legal_ground": "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BlnDSG",
    "readers": "niemand",
    "retention": "gelöscht, sobald der Code nicht mehr gilt",
}
DATEI = {
    "purpose": "Belege und Unterlagen zum Fall",
    "legal_ground": "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BlnDSG",
    "readers": "wer den Fall bearbeitet oder eingereicht hat",
    "retention": "mit dem Fall gelöscht",
}
PROTOKOLL = {
    "purpose": "Nachweis, wer wann welchen Schritt getan hat (nur zufällige Kennungen)",
    "legal_ground": "Art. 5 Abs. 2, Art. 32 DSGVO",
    "readers": "Prüfung, Datenschutz",
    "retention": "zehn Jahre",
}

EINTRAEGE = [
    *eintraege(
        "portal.User",
        "email",
        "name",
        "phone",
        "language",
        "password",
        "last_login",
        "joined_at",
        "is_active",
        **ZUGANG,
    ),
    *eintraege("portal.PrivateAddress", "user", "email", "confirmed_at", **ZUGANG),
    *eintraege(
        "portal.LoginCode",
        "email",
        "code_hash",
        "adds_to",
        "created_at",
        "used_at",
        **ANMELDECODE,
    ),
    *eintraege(
        "portal.Message",
        "to",
        "subject",
        "body",
        "language",
        "message_id",
        "subject_id",
        **NACHRICHT,
    ),
    *eintraege("portal.StoredFile", "name", "owner", "subject", "created_at", **DATEI),
    *eintraege(
        "portal.AuditEntry", "at", "actor", "step", "subject", "fields", "digests", **PROTOKOLL
    ),
]

SACHDATEN = {
    "portal.AuditEntry.seq": "Nummer in der Kette",
    "portal.AuditEntry.region_id": "Gebiet, keine Person",
    "portal.AuditHead": "Ende der Kette: Nummer und Siegel",
    "portal.DemoClock": "Uhr der Demo",
    "portal.Message.kind": "Art der Nachricht, aus einer festen Liste",
    "portal.Message.region_id": "Gebiet, keine Person",
    "portal.Message.created_at": "Zeit des Versandes, ohne Empfänger nichtssagend",
    "portal.Message.emptied_at": "Zeit der Leerung",
    "portal.OneTimeKey": "Zufallszahl eines Formulars und die Adresse der nächsten Seite",
    "portal.StoredFile.purpose": "Zweck, aus einer festen Liste",
    "portal.StoredFile.region_id": "Gebiet, keine Person",
    "portal.StoredFile.removed_at": "Zeit der Löschung",
    "portal.TickStep": "Stand der Hintergrundarbeit",
    "portal.User.is_superuser": "nicht benutzt, immer falsch",
    "portal.User.groups": "nicht benutzt, immer leer",
    "portal.User.user_permissions": "nicht benutzt, immer leer",
}
