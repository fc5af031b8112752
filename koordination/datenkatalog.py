"""What koordination/ holds about persons: whom one can ask in an office."""

from portal.datenkatalog import eintraege

KONTAKT = {
    "purpose": "Den Menschen im Stadtteil sagen, wen sie fragen können",
    "legal_ground": "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BlnDSG; öffentlich mit Einwilligung",
    "readers": "alle, wenn der Kontakt öffentlich ist; sonst Sachbearbeitung und Leitung",
    "retention": "ein Jahr, nachdem der Kontakt nicht mehr gilt",
}
BUERO = "Anschrift und Angaben eines Büros, keine Person"
TRAEGER = "juristische Person: Name und Anschrift des Trägers"
BEHOERDE = "Anschrift der Behörde"

EINTRAEGE = [
    *eintraege(
        "koordination.Kontakt",
        "name",
        "function",
        "phone",
        "email",
        "is_public",
        "valid_from",
        "valid_until",
        **KONTAKT,
    ),
    *eintraege(
        "koordination.Dienststelle",
        "represented_by",
        purpose="Angaben, die das Impressum nennen muss",
        legal_ground="§ 5 DDG",
        readers="alle",
        retention="bis die nächste Fassung gilt; in Briefen, solange es die Briefe gibt",
    ),
]

SACHDATEN = {
    "koordination.Traeger": TRAEGER,
    "koordination.Traegerschaft": "welcher Träger für welchen Stadtteil da ist",
    "koordination.Koordination": BUERO,
    "koordination.OpeningHours": "Öffnungszeiten eines Büros",
    **{
        f"koordination.Dienststelle.{field}": BEHOERDE
        for field in (
            "authority",
            "department",
            "unit",
            "street",
            "postal_code",
            "city",
            "phone",
            "email",
            "web",
            "valid_from",
        )
    },
}
