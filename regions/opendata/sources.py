"""The open data that the portal knows: what they are called, whose they are, how many to expect."""

import datetime as dt
from dataclasses import dataclass


class OpenDataUnavailable(Exception):
    """Open data are missing, incomplete or out of reach; the sentence says what to do."""


@dataclass(frozen=True)
class Source:
    title: str
    licence: str
    publisher: str

    @property
    def credit(self) -> str:
        return f"{self.title}: {self.publisher}, {self.licence}"


SOURCES = {
    "lor": Source(
        "Lebensweltlich orientierte Räume (LOR) 2021",
        "CC BY 3.0 DE",
        "Amt für Statistik Berlin-Brandenburg",
    ),
    "residents": Source(
        "Einwohnerregisterstatistik Berlin",
        "CC BY 3.0 DE",
        "Amt für Statistik Berlin-Brandenburg",
    ),
    "status_index": Source(
        "Monitoring Soziale Stadtentwicklung 2021",
        "dl-de/by-2.0",
        "Senatsverwaltung für Stadtentwicklung, Bauen und Wohnen Berlin",
    ),
    "addresses": Source("Adressen Berlin", "dl-de/by-2.0", "Geoportal Berlin"),
}

# LOR 2021, all of Berlin. These do not change within an edition.
EXPECTED_AREAS = {
    "bezirke": 12,
    "prognoseraeume": 58,
    "bezirksregionen": 143,
    "planungsraeume": 542,
}
LOR_VALID_FROM = dt.date(2021, 1, 1)

# The file of addresses does not carry its day; an edition is known by its number of rows.
ADDRESS_EDITIONS = {401_032: dt.date(2023, 6, 30)}
FEWEST_ADDRESSES = 390_000
