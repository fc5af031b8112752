"""Ideas from an invented neighbourhood: titles, descriptions and cost plans."""

from dataclasses import dataclass
from decimal import Decimal

from stadtteilkasse.antrag.models import Topic


@dataclass(frozen=True)
class Idea:
    """An action: `costs` are (label, kind of the Richtlinie, quantity, price in EUR)."""

    title: str
    topic: Topic
    what: str
    aim: str
    costs: tuple[tuple[str, str, str, str], ...]

    @property
    def description(self) -> str:
        return f"{self.what} {HOW}"

    @property
    def total(self) -> Decimal:
        return sum(Decimal(quantity) * Decimal(price) for _, _, quantity, price in self.costs)


HOW = (
    "Wir haben uns in den letzten Wochen mehrmals getroffen und alles zusammen geplant. Alle aus "
    "dem Stadtteil können kommen, es kostet nichts, und niemand muss sich vorher anmelden. Wir "
    "hängen Zettel in den Häusern und Läden auf und sagen es in der Schule weiter. Den Aufbau und "
    "das Aufräumen machen wir selbst, und wer mithelfen möchte, ist willkommen."
)

COURTYARD = Idea(
    "Nachbarschaftsfest im Hof",
    Topic.MEETING,
    "Wir stellen Tische in den Hof und laden alle aus den Häusern zu Spielen und Musik ein.",
    "Die Leute aus den Häusern lernen sich kennen und helfen einander danach leichter.",
    (
        ("Bänke und Tische leihen", "miete", "6", "30.00"),
        ("Plakate und Zettel drucken", "druck", "1", "60.00"),
        ("Schmuck für den Hof", "material", "1", "90.00"),
        ("Spiele für Kinder", "material", "5", "30.00"),
    ),
)
TREES = Idea(
    "Baumscheiben bepflanzen",
    Topic.GREEN,
    "Wir bepflanzen zehn Baumscheiben in unserer Straße und gießen sie den Sommer über.",
    "Die Straße wird grüner und sauberer, und wir kommen beim Gießen ins Gespräch.",
    (
        ("Pflanzen und Samen", "material", "10", "18.00"),
        ("Erde und Dünger", "material", "8", "15.00"),
        ("Hacken und Schaufeln", "material", "10", "15.00"),
        ("Plakate", "druck", "1", "50.00"),
    ),
)
BARBECUE = Idea(
    "Grillabend der Hausgemeinschaft",
    Topic.MEETING,
    "Wir grillen zusammen im Hof, für die Mieterinnen und Mieter unseres Hauses.",
    "Die Hausgemeinschaft wächst zusammen.",
    (("Fleisch, Gemüse und Getränke", "verpflegung", "1", "300.00"),),
)
READING = Idea(
    "Lesekreis Arabisch und Deutsch",
    Topic.INTEGRATION,
    "Einmal in der Woche lesen wir Kindern und Eltern in zwei Sprachen vor und reden darüber.",
    "Kinder hören beide Sprachen, und Eltern lernen sich kennen.",
    (
        ("Bilderbücher in zwei Sprachen", "material", "11", "14.00"),
        ("Teppiche zum Sitzen", "material", "2", "33.00"),
    ),
)
SHIRTS = Idea(
    "Trikots für die Jugend",
    Topic.SPORT,
    "Unsere Jugendmannschaft braucht neue Trikots für die Spiele im Frühjahr.",
    "Die Kinder treten als Mannschaft auf.",
    (("Trikots mit Namen", "material", "20", "25.00"),),
)
FLEA_MARKET = Idea(
    "Tauschmarkt auf dem Platz",
    Topic.PARTICIPATION,
    "Wir tauschen Kleider, Bücher und Spielzeug, ganz ohne Geld, und reparieren kleine Dinge.",
    "Weniger Müll, mehr Gespräche.",
    (
        ("Tische leihen", "miete", "10", "12.00"),
        ("Schilder und Zettel", "druck", "1", "40.00"),
        ("Nähzeug und Werkzeug", "material", "1", "80.00"),
    ),
)
CONCERT = Idea(
    "Konzert am Fenster",
    Topic.CULTURE,
    "Musikerinnen aus der Nachbarschaft spielen an fünf Nachmittagen am offenen Fenster.",
    "Wer nicht mehr gut gehen kann, hört Musik vor der eigenen Tür.",
    (
        ("Lautsprecher leihen", "miete", "5", "40.00"),
        ("Programmzettel", "druck", "1", "60.00"),
    ),
)
BIKE = Idea(
    "Fahrräder zusammen reparieren",
    Topic.HOUSING,
    "An vier Samstagen reparieren wir mit Kindern und Erwachsenen Fahrräder.",
    "Wer wenig Geld hat, fährt wieder sicher.",
    (
        ("Schläuche, Bremsen, Lichter", "material", "40", "7.00"),
        ("Montageständer leihen", "miete", "4", "20.00"),
    ),
)
SENIORS = Idea(
    "Erzählcafé",
    Topic.SENIORS,
    "Ältere erzählen, wie es hier früher war, und Jüngere nehmen es auf.",
    "Die Geschichte des Viertels geht nicht verloren.",
    (
        ("Raummiete", "miete", "4", "35.00"),
        ("Heft mit den Geschichten drucken", "druck", "1", "190.00"),
    ),
)
KITES = Idea(
    "Drachen bauen",
    Topic.YOUTH,
    "Wir bauen mit Kindern Drachen und lassen sie im Park steigen.",
    "Kinder sind draußen und schaffen etwas mit den Händen.",
    (
        ("Papier, Stäbe, Schnur", "material", "30", "6.50"),
        ("Zettel in Kitas und Schulen", "druck", "1", "35.00"),
    ),
)
WALK = Idea(
    "Spaziergang mit Lesung",
    Topic.EDUCATION,
    "Wir gehen durch den Stadtteil und lesen an sechs Orten, was dort geschehen ist.",
    "Man sieht die eigene Straße mit anderen Augen.",
    (
        ("Kopfhörer leihen", "miete", "25", "8.00"),
        ("Karte drucken", "druck", "1", "95.00"),
    ),
)

IDEAS = (COURTYARD, TREES, READING, FLEA_MARKET, CONCERT, BIKE, SENIORS, KITES, WALK)


def _words(text):
    return text.split()


FIRST_NAMES = _words(
    "Ana Ben Carla Deniz Elif Farid Greta Hanna Ibrahim Jonas Katya Leyla Milan Nora Omar Paula "
    "Ramon Sofia Tarek Uta Vera Wanda Yusuf Zoe"
)
LAST_NAMES = _words(
    "Acar Berger Celik Dietrich Eder Fuchs Graf Haas Iversen Jansen Kaya Lorenz Maurer Nguyen "
    "Ostermann Petrov Quandt Richter Schuster Tahiri Ulrich Voigt Winkler Zander"
)
GROUPS = (
    "Nachbarschaft Ecke Nord",
    "Hofgruppe Seitenflügel",
    "Elternkreis am Park",
    "Runde am Kanal",
    "Gießgruppe Kiezgrün",
)
BODIES = ("Kiezgarten e. V.", "Lesezeit e. V.", "Werkstatt Nebenan gGmbH", "Kita Regenbogenhaus")
STREETS = ("Ahornweg", "Birkenallee", "Eichengasse", "Lindenhof", "Pappelring")
