"""What regions/roles/ holds about persons."""

from portal.datenkatalog import eintraege

AMT = {
    "purpose": "Wer in welcher Rolle wo handeln darf, seit wann, und wer das entschieden hat",
    "legal_ground": "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BlnDSG",
    "readers": "Leitung und Technik des Bezirks",
    "retention": "mit den Fällen der Person, mindestens ein Jahr nach dem Ende",
}

EINTRAEGE = [
    *eintraege(
        "regions.Assignment",
        "user",
        "role",
        "valid_from",
        "valid_until",
        "given_by",
        "given_at",
        "ended_on",
        "ended_by",
        "handed_to",
        **AMT,
    ),
    *eintraege("regions.BezirkUserObjectPermission", "user", **AMT),
    *eintraege("regions.BezirksregionUserObjectPermission", "user", **AMT),
]

SACHDATEN = {}
