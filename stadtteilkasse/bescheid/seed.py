"""The first version of the letters' texts in legal form A. Drafts for the legal office."""

import datetime as dt

from stadtteilkasse.bescheid.models import Klausel, KlauselKind
from stadtteilkasse.haushalt.models import LegalForm

FIRST_DAY = dt.date(2025, 1, 1)
D, T, L = KlauselKind.DECISION, KlauselKind.TODO, KlauselKind.LEGAL_GROUND
C, R, B, X = KlauselKind.CONDITION, KlauselKind.REASON, KlauselKind.BRIDGE, KlauselKind.REMEDY

# (code, kind, label, stands in every letter of its sort, text)
TEXTS = [
    (
        "E-BEWILLIGUNG",
        D,
        "Bewilligung",
        False,
        "Sie erhalten für „{titel}“ einen Festbetrag von {betrag} Euro (in Worten: {worte}). "
        "Das bewillige ich auf Ihren Antrag vom {antrag_vom}. Sie müssen das Geld nicht "
        "zurückzahlen, wenn Sie es wie beantragt verwenden.",
    ),
    (
        "E-TEIL",
        D,
        "Teilbewilligung",
        False,
        "Sie erhalten für „{titel}“ einen Festbetrag von {betrag} Euro (in Worten: {worte}). "
        "Beantragt hatten Sie am {antrag_vom} {beantragt} Euro. Im Übrigen lehne ich den Antrag "
        "ab. Sie müssen das Geld nicht zurückzahlen, wenn Sie es wie beantragt verwenden.",
    ),
    (
        "E-ABLEHNUNG",
        D,
        "Ablehnung",
        False,
        "Ihren Antrag vom {antrag_vom} auf {beantragt} Euro für „{titel}“ lehne ich ab.",
    ),
    (
        "T-BEGINN",
        T,
        "Einkaufen",
        False,
        "Kaufen, bestellen und mieten Sie erst, wenn dieser Bescheid bei Ihnen angekommen ist.",
    ),
    (
        "T-KONTO",
        T,
        "Konto",
        False,
        "Wir fragen Sie als Nächstes nach einem Konto. Dorthin überweisen wir das Geld, sobald der "
        "Bescheid nicht mehr angefochten werden kann.",
    ),
    (
        "T-BELEGE",
        T,
        "Belege sammeln",
        False,
        "Heben Sie alle Kassenzettel und Rechnungen auf und rechnen Sie bis zum {nachweis_bis} ab.",
    ),
    (
        "R-GRUND",
        L,
        "Rechtsgrundlage der Bewilligung",
        False,
        "Grundlage sind die §§ 23 und 44 der Landeshaushaltsordnung und die {richtlinie}, gültig "
        "ab {richtlinie_ab}. Einen Anspruch auf die Förderung gibt es nicht. Das Geld darf nur für "
        "Ausgaben vom {von} bis {bis} verwendet werden.",
    ),
    (
        "R-GRUND-ABL",
        L,
        "Rechtsgrundlage der Ablehnung",
        False,
        "Grundlage sind die §§ 23 und 44 der Landeshaushaltsordnung und die {richtlinie}, gültig "
        "ab {richtlinie_ab}. Einen Anspruch auf die Förderung gibt es nicht.",
    ),
    (
        "R-ERMESSEN",
        L,
        "Abwägung",
        False,
        "Bei der Entscheidung habe ich das Votum der Jury vom {votum_vom}, das verfügbare Geld und "
        "die gleiche Behandlung aller Antragstellenden gegeneinander abgewogen.",
    ),
    (
        "NB-ZWECK",
        C,
        "Zweck",
        True,
        "Verwenden Sie das Geld nur für das beschriebene Vorhaben, und verwenden Sie es sparsam. "
        "Einzelne Kostenzeilen dürfen Sie um bis zu {spielraum} Prozent überschreiten, wenn Sie an "
        "anderer Stelle entsprechend sparen.",
    ),
    (
        "NB-OFFEN",
        C,
        "Offen für alle",
        True,
        "Ihre Aktion ist öffentlich und kostet keinen oder nur wenig Eintritt. Niemand darf wegen "
        "Herkunft, Geschlecht, Religion, Behinderung, Alter oder sexueller Identität "
        "ausgeschlossen werden.",
    ),
    (
        "NB-MITTEILUNG",
        C,
        "Änderungen melden",
        True,
        "Sagen Sie uns sofort Bescheid, wenn sich Ort, Tag oder Inhalt ändern, wenn die Aktion "
        "ausfällt oder wenn Sie für dieselben Kosten noch von anderer Stelle Geld bekommen.",
    ),
    (
        "NB-LOGO",
        C,
        "Hinweis auf die Förderung",
        True,
        "Schreiben Sie auf Plakate, Einladungen und ins Internet: „Gefördert aus der "
        "Stadtteilkasse {region} – {behoerde}“.",
    ),
    (
        "NB-NACHWEIS",
        C,
        "Abrechnung",
        True,
        "Schicken Sie bis zum {nachweis_bis} einen kurzen Bericht und eine Liste Ihrer Ausgaben "
        "mit Belegen. Fotos sind willkommen; zeigen Sie Menschen nur, wenn sie einverstanden sind.",
    ),
    (
        "NB-BELEGE",
        C,
        "Belege aufbewahren",
        True,
        "Bewahren Sie die Originale der Belege fünf Jahre auf und zeigen Sie sie auf Verlangen.",
    ),
    (
        "NB-PRUEFUNG",
        C,
        "Prüfung",
        True,
        "Das Bezirksamt und der Rechnungshof von Berlin dürfen die Verwendung prüfen.",
    ),
    (
        "NB-REST",
        C,
        "Übriges Geld",
        True,
        "Was übrig bleibt, zahlen Sie innerhalb von vier Wochen zurück.",
    ),
    (
        "NB-WIDERRUF",
        C,
        "Widerruf",
        True,
        "Ich behalte mir vor, den Bescheid zu widerrufen, wenn Sie das Geld anders verwenden oder "
        "eine dieser Auflagen nicht erfüllen (§ 49 Abs. 3 VwVfG). Beträge, die Sie dann erstatten, "
        "sind zu verzinsen (§ 49a VwVfG).",
    ),
    (
        "NB-INVENTAR",
        C,
        "Gekaufte Dinge",
        False,
        "Was Sie mit dem Geld kaufen und behalten, bleibt nach der Aktion für die Nachbarschaft "
        "nutzbar.",
    ),
    (
        "NB-KINDER",
        C,
        "Kinder und Jugendliche",
        False,
        "Machen Kinder oder Jugendliche mit, sorgen Sie für eine geeignete Aufsicht.",
    ),
    (
        "NB-GENEHMIGUNG",
        C,
        "Genehmigungen",
        True,
        "Dieser Bescheid ersetzt keine Genehmigung, zum Beispiel für Straßen, Grünanlagen, Musik "
        "oder Lebensmittel.",
    ),
    (
        "AB-KUERZUNG",
        R,
        "Kürzung nach dem Votum",
        False,
        "Die Jury hat sich am {votum_vom} für {votum} Euro ausgesprochen.",
    ),
    (
        "AB-BUDGET",
        R,
        "Geld ist ausgeschöpft",
        False,
        "Das Geld der Stadtteilkasse {region} für {jahr} ist vergeben.",
    ),
    (
        "AB-KRITERIUM",
        R,
        "Kriterium nicht erfüllt",
        False,
        "Das Vorhaben erfüllt die Kriterien der Stadtteilkasse nicht ausreichend.",
    ),
    (
        "AB-BEGONNEN",
        R,
        "schon begonnen",
        False,
        "Nach Ihren Angaben hat die Aktion schon begonnen. Was schon begonnen hat, dürfen wir "
        "grundsätzlich nicht fördern.",
    ),
    (
        "AB-RAUM",
        R,
        "anderer Ort",
        False,
        "Die Aktion findet an einem Ort statt, für den diese Stadtteilkasse nicht zuständig ist.",
    ),
    (
        "AB-KOSTENART",
        R,
        "Kosten werden nicht gefördert",
        False,
        "Die beantragten Kosten gehören nicht zu denen, die die Stadtteilkasse tragen darf.",
    ),
    (
        "AB-NICHTOEFFENTLICH",
        R,
        "nicht öffentlich",
        False,
        "Die Aktion ist nicht für alle offen.",
    ),
    (
        "AB-DOPPEL",
        R,
        "schon anders gefördert",
        False,
        "Für dieselben Kosten erhalten Sie schon Geld von anderer Stelle.",
    ),
    (
        "AB-MITWIRKUNG",
        R,
        "Angaben fehlen",
        False,
        "Auf unsere Rückfrage haben wir keine Antwort erhalten. So konnten wir den Antrag nicht "
        "weiter prüfen.",
    ),
    (
        "AB-SONSTIGES",
        R,
        "anderer Grund",
        False,
        "Der Antrag erfüllt eine Voraussetzung der Richtlinie nicht.",
    ),
    (
        "BR-BERATUNG",
        B,
        "Beratung",
        False,
        "Sie können die Idee ändern und noch einmal einen Antrag stellen. {buero} berät Sie gern"
        "{buero_telefon}.",
    ),
    (
        "RB-WIDERSPRUCH",
        X,
        "Widerspruch",
        False,
        "Gegen diesen Bescheid können Sie innerhalb eines Monats nach seiner Bekanntgabe "
        "Widerspruch erheben beim {behoerde}, {sitz}. Der Widerspruch ist schriftlich, in "
        "elektronischer Form nach § 3a Abs. 2 VwVfG, schriftformersetzend nach § 3a Abs. 3 VwVfG "
        "oder zur Niederschrift einzulegen.",
    ),
]


def create_klauseln():
    """Write the first version of each text in form A, unless it stands. Idempotent."""
    Klausel.objects.bulk_create(
        (
            Klausel(
                code=code,
                legal_form=LegalForm.BESCHEID,
                kind=kind,
                label=label,
                text=text,
                is_standard=standard,
                position=position,
                valid_from=FIRST_DAY,
            )
            for position, (code, kind, label, standard, text) in enumerate(TEXTS)
        ),
        ignore_conflicts=True,
    )
