"""What regions/ holds: areas and addresses, and nothing about persons."""

EINTRAEGE = []

SACHDATEN = {
    "regions.Bezirk": "Gebiet, keine Person",
    "regions.Prognoseraum": "Gebiet, keine Person",
    "regions.Bezirksregion": "Gebiet, keine Person; die Zahl der Einwohnenden ist eine Summe",
    "regions.Planungsraum": "Gebiet, keine Person; Zahlen und Index gelten für alle zusammen",
    "regions.Shape": "Umriss eines Gebiets",
    "regions.Street": "Name einer Straße",
    "regions.StreetSegment": "wo eine Straße liegt",
    "regions.Address": "amtliches Verzeichnis aller Hausnummern, ohne Personen",
    "regions.SpecialArea": "Fördergebiet, keine Person",
    "regions.OpenDataLoad": "welche offenen Daten geladen sind",
}
