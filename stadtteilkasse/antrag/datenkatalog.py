"""Which personal data a case holds, and what for."""

from portal.datenkatalog import eintraege

VERFAHREN = {
    "legal_ground": "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BlnDSG, §§ 23, 44 LHO",
    "retention": "Entwurf: sechs Monate; ohne Bewilligung: drei Jahre nach Jahresende; "
    "mit Bewilligung: zehn Jahre",
}
OFFICES = "Stadtteilkoordination des Stadtteils, Bezirksamt (OE SPK), Prüfung"

ANTRAG = VERFAHREN | {
    "purpose": "Prüfen und Entscheiden des Antrags, Auszahlen und Abrechnen",
    "readers": f"antragstellende Person, {OFFICES}; Jury ohne Anschrift und Kontakt",
}
KONTAKT = VERFAHREN | {
    "purpose": "Rückfragen, Zustellen des Briefs",
    "readers": f"antragstellende Person, {OFFICES}",
}
ABLAUF = VERFAHREN | {
    "purpose": "Verlauf des Falls und Eingang nach § 22 VwVfG",
    "readers": f"antragstellende Person (was sie betrifft), {OFFICES}",
}
ERKLAERUNG = VERFAHREN | {
    "purpose": "Erklärungen und Einwilligungen mit ihrem Wortlaut",
    "legal_ground": "Art. 6 Abs. 1 Buchst. e, für Veröffentlichung Buchst. a DSGVO",
    "readers": f"antragstellende Person, {OFFICES}",
}
PRUEFUNG = VERFAHREN | {
    "purpose": "formale Prüfung, Rückfragen und ihre Begründung",
    "readers": f"{OFFICES}; antragstellende Person auf Antrag (§ 29 VwVfG)",
}
BEFANGENHEIT = VERFAHREN | {
    "purpose": "Ausschluss befangener Personen (§§ 20, 21 VwVfG)",
    "readers": OFFICES,
}

EINTRAEGE = [
    *eintraege(
        "stadtteilkasse.Antrag",
        "place_street",
        "place_house_number",
        "place_postal_code",
        "place_text",
        "area_answer",
        "starts_on",
        "ends_on",
        "begun",
        "applicant_kind",
        "organisation",
        "transparency_number",
        "nonprofit",
        "input_tax",
        "title",
        "description",
        "aim",
        "target_groups",
        "topic",
        "publicity",
        "open_to_all",
        "minors",
        "owner_consent",
        "criteria",
        "volunteers",
        "volunteer_hours",
        "volunteer_work",
        "own_money",
        "other_money",
        "other_money_from",
        "income",
        "requested_amount",
        **ANTRAG,
    ),
    *eintraege(
        "stadtteilkasse.Antrag",
        "first_name",
        "last_name",
        "street",
        "house_number",
        "postal_code",
        "city",
        "phone",
        "email",
        "delivery",
        **KONTAKT,
    ),
    *eintraege(
        "stadtteilkasse.Antrag",
        "number",
        "created_at",
        "edited_at",
        "submitted_at",
        "received_on",
        "channel",
        "entered_by",
        "stage",
        "stage_since",
        "due_on",
        **ABLAUF,
    ),
    *eintraege("stadtteilkasse.Kostenposition", "label", "quantity", "unit_price", **ANTRAG),
    *eintraege("stadtteilkasse.Beteiligter", "user", "part", "since", **ABLAUF),
    *eintraege("stadtteilkasse.Anlage", "note", **ANTRAG),
    *eintraege("stadtteilkasse.Erklaerung", "code", "words", "declared_at", **ERKLAERUNG),
    *eintraege("stadtteilkasse.Ereignis", "step", "at", "actor", "parameters", "visible", **ABLAUF),
    *eintraege(
        "stadtteilkasse.Nachforderung",
        "section",
        "reason",
        "due_on",
        "asked_by",
        "asked_at",
        "answered_at",
        **PRUEFUNG,
    ),
    *eintraege(
        "stadtteilkasse.Pruefpunkt",
        "code",
        "passed",
        "remark",
        "checked_by",
        "checked_at",
        **PRUEFUNG,
    ),
    *eintraege(
        "stadtteilkasse.Ablehnungsvorschlag",
        "code",
        "reason",
        "proposed_by",
        "proposed_at",
        **PRUEFUNG,
    ),
    *eintraege("stadtteilkasse.Notiz", "author", "text", "written_at", **PRUEFUNG),
    *eintraege(
        "stadtteilkasse.Befangenheit",
        "user",
        "ground",
        "recorded_by",
        "recorded_at",
        **BEFANGENHEIT,
    ),
]

SACHDATEN = {
    "stadtteilkasse.Kostenposition.position": "Reihenfolge der Zeilen",
    "stadtteilkasse.Kostenposition.kind": "Kostenart, aus der Richtlinie",
    "stadtteilkasse.Kostenposition.amount": "Produkt aus Anzahl und Preis",
    "stadtteilkasse.NumberCounter": "letzte Nummer eines Stadtteils und Jahres",
}
