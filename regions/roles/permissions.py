"""The roles, and the one object permission on Bezirk and Bezirksregion that stands for each."""

from django.db.models import TextChoices


class Role(TextChoices):
    STADTTEILKOORDINATION = "stadtteilkoordination", "Stadtteilkoordination"
    TRAEGER_FINANZ = "traeger_finanz", "Träger: Finanzen"
    TRAEGER_ZEICHNUNG = "traeger_zeichnung", "Träger: Zeichnung"
    SACHBEARBEITUNG = "sachbearbeitung", "Sachbearbeitung"
    LEITUNG = "leitung", "Leitung"
    ZAHLUNG = "zahlung", "Zahlung"
    PRUEFUNG = "pruefung", "Prüfung"
    TECHNIK = "technik", "Technik"
    DATENSCHUTZ = "datenschutz", "Datenschutz"

    @property
    def codename(self) -> str:
        return f"act_as_{self.value}"


# Meta.permissions of both Bezirk and Bezirksregion.
AREA_PERMISSIONS = [(role.codename, f"Handelt als {role.label}") for role in Role]
