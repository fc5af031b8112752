"""Which personal data reports hold: who made them and who signs. Their figures name nobody."""

from portal.datenkatalog import eintraege

REPORT = {
    "purpose": "Nachweis, wer die Zahlen eines Berichts eingefroren hat und wer ihn zeichnet",
    "legal_ground": "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BlnDSG, § 36 BezVG",
    "readers": "Bezirksamt (OE SPK), Prüfung; mit der Vorlage die Öffentlichkeit",
    "retention": "dauerhaft, mit der Drucksache",
}

EINTRAEGE = [
    *eintraege(
        "stadtteilkasse.Bericht",
        "frozen_by",
        "frozen_at",
        "mayor",
        "councillor",
        **REPORT,
    ),
]

SACHDATEN = {
    f"stadtteilkasse.Bericht.{name}": "Zahlen eines Jahres oder Angaben zur Drucksache"
    for name in (
        "bezirk",
        "year",
        "content",
        "subject",
        "drucksache_number",
        "decided_on",
        "bvv_on",
        "addition",
        "legal_ground",
        "staff_effects",
    )
} | {"stadtteilkasse.BerichtPdf": "Das PDF eines Berichts"}
