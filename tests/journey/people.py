"""The people of the main job, each in a browser of their own. What they do reads like a story.

Everybody has a `page` and calls `look` on each page they come to.
"""

import re

from portal.outbox.models import Message
from stadtteilkasse.antrag.checklist import CheckItem

TITLE = "Nachbarschaftsfest im Hof"
DESCRIPTION = (
    "Wir stellen Tische in den Hof und laden alle aus den Häusern Nummer 1 bis 9 ein. Es gibt "
    "Spiele für Kinder, Musik von Nachbarn und eine lange Tafel, an der alle etwas mitbringen. "
    "Wir bauen am Vormittag gemeinsam auf. Am Nachmittag erzählen die Älteren, wie es hier "
    "früher war. Am Abend räumen wir zusammen auf."
)

TYPED_INTO = "input:not([type=radio]):not([type=checkbox]), textarea"


class Person:
    def __init__(self, page, look):
        self.page, self._look = page, look

    def goes_to(self, path):
        self.page.goto(path)
        self._look(self.page)

    def follows(self, words):
        self.page.get_by_role("link", name=words).first.click()
        self._look(self.page)

    def clicks(self, words):
        self.page.get_by_role("button", name=words, exact=True).first.click()
        self._look(self.page)

    def fills(self, label, words):
        """Types into the first field whose label begins like this."""
        labelled = self.page.get_by_label(re.compile(f"^{re.escape(label)}"))
        labelled.and_(self.page.locator(TYPED_INTO)).first.fill(words)

    def answers(self, question, answer):
        group = self.page.get_by_role("group", name=question)
        group.get_by_label(answer, exact=True).check()

    @property
    def sees(self):
        """The words on the page, with plain spaces."""
        return self.page.locator("main").inner_text().replace("\xa0", " ")

    def takes_what_waits_on_the_desk(self):
        self.goes_to("/arbeit/")
        self.follows(TITLE)


class Aylin(Person):
    def applies(self):
        """From the start page to the receipt."""
        self._finds_her_stadtteil()
        self._says_where_and_when()
        self._says_who_she_is()
        self._says_what_she_wants_to_do()
        self._writes_down_three_things_that_cost_money()
        self._declares_and_chooses_how_the_letter_comes()
        self.clicks("E-Mail bestätigen und senden")
        self._logs_in_with_the_code_from_her_mail()
        self.clicks("Antrag senden")

    def _finds_her_stadtteil(self):
        self.goes_to("/")
        self.fills("Straße", "togostr")
        self.fills("Hausnummer", "12")
        self.clicks("Stadtteil finden")
        assert "Parkviertel" in self.sees
        self.follows("Antrag stellen")
        self.clicks("Antrag stellen")

    def _says_where_and_when(self):
        self.fills("Straße oder Platz", "Togostr.")
        self.fills("Hausnummer", "12")
        self.fills("Wo genau?", "im Innenhof")
        self.answers("Darf die Aktion dort stattfinden?", "Ja")
        self.clicks("Weiter")
        self.fills("Erster Tag", "2026-06-13")
        self.answers("Haben Sie schon angefangen", "Nein")
        self.clicks("Weiter")

    def _says_who_she_is(self):
        self.page.get_by_label("Ich als einzelne Person").check()
        self.clicks("Weiter")
        for label, answer in {
            "Vorname": "Aylin",
            "Nachname": "Demir",
            "Straße": "Togostraße",
            "Hausnummer": "12",
            "Postleitzahl": "13351",
        }.items():
            self.page.get_by_label(label, exact=True).fill(answer)
        self.fills("E-Mail", "aylin@example.org")
        self.clicks("Weiter")

    def _says_what_she_wants_to_do(self):
        self.fills("Wie heißt Ihre Aktion?", TITLE)
        self.fills("Beschreiben Sie Ihre Aktion", DESCRIPTION)
        self.fills("Was wird dadurch", "Die Leute aus allen Häusern lernen sich kennen.")
        self.page.get_by_label("Fest und Begegnung").check()
        self.clicks("Weiter")
        self.page.get_by_label("Alle aus der Nachbarschaft").check()
        self.answers("Können alle kommen", "Ja")
        self.fills("Wie erfahren die Leute", "Zettel in allen Treppenhäusern")
        self.answers("Machen Kinder", "Nein")
        self.fills("Wie viele Menschen", "8")
        self.fills("Was tun sie?", "aufbauen, spielen, aufräumen")
        self.clicks("Weiter")

    def _writes_down_three_things_that_cost_money(self):
        self._writes_line(1, "Bänke und Tische", "6", "50")
        self._writes_line(2, "Girlanden", "10", "5,00")
        self.clicks("Zeile hinzufügen")
        self._writes_line(3, "Bastelmaterial", "1", "150,00 €")
        self.clicks("Weiter")
        self.clicks("Weiter")

    def _writes_line(self, number, what, pieces, price):
        line = self.page.get_by_role("group", name=f"Zeile {number}")
        line.get_by_label("Was?").fill(what)
        line.get_by_label("Art").select_option(index=1)
        line.get_by_label("Anzahl").fill(pieces)
        line.get_by_label("Preis für eins").fill(price)

    def _declares_and_chooses_how_the_letter_comes(self):
        needed = self.page.get_by_role("group", name="Das brauchen wir von Ihnen")
        allowed = self.page.get_by_role("group", name="Das können Sie erlauben")
        for box in [*needed.get_by_role("checkbox").all(), allowed.get_by_role("checkbox").first]:
            box.check()
        self.clicks("Weiter")
        self.page.get_by_label(re.compile("^Online")).check()
        self.clicks("Weiter")

    def _logs_in_with_the_code_from_her_mail(self):
        self.fills("Ihre E-Mail-Adresse", "aylin@example.org")
        self.clicks("Code schicken")
        mail = Message.objects.filter(to="aylin@example.org", kind="login_code").latest("pk")
        self.fills("Code aus der E-Mail", re.search(r"\d{3} \d{3}", mail.body)[0])
        self.clicks(re.compile("Weiter|Anmelden"))

    def opens_her_case(self):
        self.goes_to("/meine-antraege/")
        self.follows(TITLE)

    def answers_the_question(self):
        self.opens_her_case()
        self.follows("Frage beantworten")
        self.follows("Wann ist Ihre Aktion?")
        self.fills("Letzter Tag", "2026-06-14")
        self.clicks("Weiter")
        self.clicks("Antwort senden")

    def fetches_her_letter(self):
        """The words of the letter, and the bytes of its PDF."""
        self.opens_her_case()
        self.clicks("Brief abholen")
        pdf = self.page.get_by_role("link", name="PDF herunterladen").get_attribute("href")
        return self.sees, self.page.request.get(pdf).body()


class Koray(Person):
    def plans_a_sitzung(self):
        self.goes_to("/arbeit/sitzungen/")
        self.follows("Sitzung planen")
        self.fills("Tag", "2026-03-12")
        self.fills("Ort", "Nachbarschaftshaus")
        self.fills("Anträge bis", "2026-03-09")
        self.fills("Wie viele sind eingeladen?", "8")
        self.clicks("Sitzung planen")

    def asks_for_the_missing_day(self):
        self.takes_what_waits_on_the_desk()
        self.clicks("Prüfung beginnen")
        self.follows("Rückfrage stellen")
        self.fills("Wo und wann", "Das Fest dauert zwei Tage. Bitte nennen Sie den letzten Tag.")
        self.clicks("Rückfrage senden")

    def checks_and_passes_to_the_jury(self):
        self.takes_what_waits_on_the_desk()
        for item in CheckItem:
            self.answers(item.label, "Ja")
        self.clicks("Prüfung speichern")
        self.clicks("Zur Jury")
        self.follows("Auf die Tagesordnung")
        self.clicks("Auf die Tagesordnung")

    def records_that_the_jury_cuts_150_euro(self):
        self.goes_to("/arbeit/sitzungen/")
        self.follows("12. März 2026")
        self.fills("Eingeladen", "8")
        self.fills("Anwesend", "6")
        self.clicks("Anwesenheit speichern")
        self.follows("Beratung beginnen")
        self.page.get_by_label("Ja, mit weniger Geld").check()
        for name, votes in {"yes": "5", "no": "0", "abstain": "1"}.items():
            self.page.fill(f"#id_{name}", votes)
        self.fills("Betrag", "350,00")
        self.fills("Begründung", "Bastelmaterial gibt es im Nachbarschaftshaus umsonst.")
        self.clicks("Votum speichern und weiter")


class Samira(Person):
    def drafts_the_letter(self):
        self.takes_what_waits_on_the_desk()
        self.clicks("Entwurf speichern und ansehen")

    def tries_to_release_it(self):
        """She has no button; so she sends what the button would send. The answer's status."""
        assert self.page.get_by_role("button", name="Freigeben", exact=True).count() == 0
        token = self.page.locator("input[name=csrfmiddlewaretoken]").last.input_value()
        version = self.page.locator("input[name=version]").first.input_value()
        forged = {"csrfmiddlewaretoken": token, "version": version}
        return self.page.request.post(f"{self.page.url}freigeben/", form=forged).status

    def freezes_the_report(self):
        """The words of the report, and its CSV."""
        self.goes_to("/arbeit/berichte/")
        self.follows("2026")
        self.clicks("Zahlen einfrieren")
        csv = self.page.get_by_role("link", name="CSV").get_attribute("href")
        return self.sees, self.page.request.get(csv).text()


class Lothar(Person):
    def releases_the_letter(self):
        self.takes_what_waits_on_the_desk()
        self.clicks("Freigeben")
