"""Which personal data the jury's room holds: what was said about a case, and who wrote it down."""

from portal.datenkatalog import eintraege

VOTUM = {
    "purpose": "Nachweis, was die Jury empfohlen hat und warum (§ 39 VwVfG)",
    "legal_ground": "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BlnDSG",
    "readers": "Stadtteilkoordination des Stadtteils, Bezirksamt (OE SPK), Prüfung; die "
    "antragstellende Person bei Akteneinsicht",
    "retention": "mit dem Fall gelöscht",
}

EINTRAEGE = [
    *eintraege(
        "stadtteilkasse.Votum",
        "result",
        "yes",
        "no",
        "abstain",
        "amount",
        "reason",
        "chair_decided",
        "waiting",
        "recorded_by",
        "recorded_at",
        **VOTUM,
    ),
    *eintraege("stadtteilkasse.Tagesordnungspunkt", "position", "added_at", **VOTUM),
]

SACHDATEN = {"stadtteilkasse.Sitzung": "Termin, Ort und Zahlen einer Sitzung, keine Person"}
