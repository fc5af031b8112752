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

    @property
    def duty(self) -> str:
        return DUTIES[self]


DUTIES = {
    Role.STADTTEILKOORDINATION: "prüft die Anträge der Bezirksregion und bereitet die Jury vor",
    Role.TRAEGER_FINANZ: "rechnet für den Träger ab",
    Role.TRAEGER_ZEICHNUNG: "unterschreibt für den Träger",
    Role.SACHBEARBEITUNG: "entwirft Bescheide und führt den Haushalt",
    Role.LEITUNG: "gibt Bescheide frei und vergibt Rollen",
    Role.ZAHLUNG: "zahlt aus",
    Role.PRUEFUNG: "liest alles, ändert nichts, nur auf Zeit",
    Role.TECHNIK: "betreut Zugänge und Betrieb, sieht keine Anträge",
    Role.DATENSCHUTZ: "prüft den Umgang mit persönlichen Daten",
}


# Meta.permissions of both Bezirk and Bezirksregion.
AREA_PERMISSIONS = [(role.codename, f"Handelt als {role.label}") for role in Role]
