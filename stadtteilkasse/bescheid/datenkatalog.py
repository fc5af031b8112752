"""Which personal data decisions and their letters hold."""

from portal.datenkatalog import eintraege

LEGAL_GROUND = "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BlnDSG, §§ 23, 44 LHO"
OFFICE = "Stadtteilkoordination des Stadtteils, Bezirksamt (OE SPK), Prüfung"
RETENTION = "zehn Jahre nach Abschluss des Falls (Vorgabe der Registratur ist zu bestätigen)"

DECISION = {
    "purpose": "Entscheidung über den Antrag und ihre Gründe (§§ 37, 39 VwVfG)",
    "legal_ground": LEGAL_GROUND,
    "readers": f"{OFFICE}; die antragstellende Person, sobald der Brief bei ihr ist",
    "retention": RETENTION,
}
FOUR_EYES = {
    "purpose": "Nachweis, wer entworfen, zurückgegeben und freigegeben hat (vier Augen)",
    "legal_ground": LEGAL_GROUND,
    "readers": OFFICE,
    "retention": RETENTION,
}
ANNOUNCEMENT = {
    "purpose": "Nachweis der Bekanntgabe, von der die Fristen abhängen (§ 41 VwVfG)",
    "legal_ground": LEGAL_GROUND,
    "readers": OFFICE,
    "retention": RETENTION,
}

EINTRAEGE = [
    *eintraege(
        "stadtteilkasse.Bescheid",
        "antrag",
        "kind",
        "legal_form",
        "requested_amount",
        "voted_amount",
        "amount",
        "reason_code",
        "reason",
        "below_vote_reason",
        "period_from",
        "period_until",
        "proof_due_on",
        "conditions",
        "number",
        "content",
        **DECISION,
    ),
    *eintraege(
        "stadtteilkasse.Bescheid",
        "drafted_by",
        "drafted_at",
        "sent_back_by",
        "sent_back_reason",
        "released_by",
        "released_at",
        **FOUR_EYES,
    ),
    *eintraege("stadtteilkasse.BescheidEditor", "bescheid", "user", "edited_at", **FOUR_EYES),
    *eintraege("stadtteilkasse.Ausfertigung", "bescheid", "file", **DECISION),
    *eintraege(
        "stadtteilkasse.Bekanntgabe",
        "bescheid",
        "channel",
        "begun_at",
        "notification",
        "retrieved_at",
        "retrieved_by",
        "posted_on",
        "posted_by",
        "announced_on",
        "lapsed_at",
        **ANNOUNCEMENT,
    ),
]

SACHDATEN = {"stadtteilkasse.Klausel": "Texte der Briefe, keine Person"}
