"""Which personal data the ledger and the rules hold: who did something, and when."""

from portal.datenkatalog import eintraege
from stadtteilkasse.haushalt.models.richtlinie import RULE_FIELDS

BUCHUNG = {
    "purpose": "Nachweis, wer wann warum gebucht hat (§§ 70 ff. LHO)",
    "legal_ground": "Art. 6 Abs. 1 Buchst. c und e DSGVO, § 3 BlnDSG",
    "readers": "Stadtteilkoordination des Stadtteils, Bezirksamt (OE SPK), Zahlung, Prüfung",
    "retention": "zehn Jahre nach Ende des Haushaltsjahres",
}
RICHTLINIE = {
    "purpose": "Vier Augen: wer eine Fassung geschrieben und wer sie freigegeben hat",
    "legal_ground": "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BlnDSG",
    "readers": "Stadtteilkoordination, Bezirksamt (OE SPK), Zahlung, Prüfung",
    "retention": "zehn Jahre nach dem letzten Fall unter dieser Fassung",
}

EINTRAEGE = [
    *eintraege("stadtteilkasse.Haushaltsjahr", "opened_by", "opened_at", **BUCHUNG),
    *eintraege("stadtteilkasse.Booking", "booked_by", "booked_at", "reason", **BUCHUNG),
    *eintraege(
        "stadtteilkasse.Richtlinie", "edited_by", "approved_by", "approved_at", **RICHTLINIE
    ),
]

RULE = "Regel, keine Person"

SACHDATEN = {
    "stadtteilkasse.Budget": "Summen eines Stadtteils, keine Person",
    "stadtteilkasse.Kostenart": RULE,
    "stadtteilkasse.Kriterium": RULE,
    "stadtteilkasse.Ausschluss": RULE,
    "stadtteilkasse.Haushaltsjahr.year": "Jahr",
    "stadtteilkasse.Haushaltsjahr.kapitel": "Haushaltsstelle",
    "stadtteilkasse.Haushaltsjahr.titel": "Haushaltsstelle",
    "stadtteilkasse.Booking.kind": "Art der Buchung",
    "stadtteilkasse.Booking.amount": "Betrag",
    "stadtteilkasse.Booking.taken": "wirksamer Betrag",
} | {f"stadtteilkasse.Richtlinie.{name}": RULE for name in ("number", *RULE_FIELDS)}
