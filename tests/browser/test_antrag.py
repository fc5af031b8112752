"""The whole application in a real browser, as a person fills it in."""

import re

from portal.outbox.models import Message
from stadtteilkasse.antrag.models import Antrag
from tests.antrag.journey import DESCRIPTION
from tests.support.accessible import assert_accessible

PHONE_WITHOUT_JS = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}


def apply(page, look=lambda page: None):
    """From the start page to the receipt; `look` is called on every page, also with its errors."""

    def go_on():
        page.get_by_role("button", name="Weiter", exact=True).last.click()
        look(page)

    page.goto("/antrag/")
    look(page)
    page.get_by_role("button", name="Antrag stellen").click()
    look(page)
    go_on()
    page.get_by_label("Straße oder Platz").fill("Müllerstraße")
    page.get_by_label("Wo genau?").fill("im Innenhof")
    page.get_by_label("Ja", exact=True).check()
    go_on()
    page.get_by_label("Parkviertel").check()
    go_on()
    go_on()
    page.get_by_label("Erster Tag").fill("2026-06-13")
    page.get_by_label("Nein").check()
    go_on()
    page.get_by_label("Ich als einzelne Person").check()
    go_on()
    go_on()
    for label, answer in {
        "Vorname": "Nguyễn",
        "Nachname": "Żółć محمد",
        "Straße": "Müllerstraße",
        "Hausnummer": "12 a",
        "Postleitzahl": "13353",
    }.items():
        page.get_by_label(label, exact=True).fill(answer)
    page.get_by_label(re.compile("^E-Mail")).fill("nguyen@example.org")
    go_on()
    page.get_by_label("Wie heißt Ihre Aktion?").fill("Nachbarschaftsfest im Hof")
    page.get_by_label("Beschreiben Sie Ihre Aktion").fill("Ein Fest.")
    go_on()
    page.get_by_label("Beschreiben Sie Ihre Aktion").fill(DESCRIPTION)
    page.get_by_label("Was wird dadurch").fill("Die Leute lernen sich kennen.")
    page.get_by_label("Fest und Begegnung").check()
    go_on()
    page.get_by_label("Alle aus der Nachbarschaft").check()
    for question in ("Können alle kommen", "Machen Kinder"):
        page.get_by_role("group", name=question).get_by_label("Ja").check()
    page.get_by_label("Wie erfahren die Leute").fill("Zettel in allen Treppenhäusern")
    page.get_by_label("Wie viele Menschen").fill("8")
    page.get_by_label("Was tun sie?").fill("aufbauen und aufräumen")
    go_on()
    go_on()
    fill_in_costs(page, go_on, look)
    go_on()
    for box in page.get_by_role("group", name="Das brauchen wir").get_by_role("checkbox").all():
        box.check()
    go_on()
    page.get_by_label(re.compile("^Online")).check()
    go_on()
    page.get_by_role("button", name="E-Mail bestätigen und senden").click()
    log_in(page, "nguyen@example.org")
    look(page)
    page.get_by_role("button", name="Antrag senden").click()
    look(page)


def fill_in_costs(page, go_on, look):
    def line(number, what, pieces, price):
        row = page.get_by_role("group", name=f"Zeile {number}")
        row.get_by_label("Was?").fill(what)
        row.get_by_label("Art").select_option(index=1)
        row.get_by_label("Anzahl").fill(pieces)
        row.get_by_label("Preis für eins").fill(price)

    line(1, "Bänke und Tische", "6", "130")
    line(2, "Girlanden", "2,5", "12,40")
    page.get_by_role("button", name="Zeile hinzufügen").click()
    line(3, "Grillwürste", "1", "1.234,567")
    go_on()
    page.get_by_role("group", name="Zeile 3").get_by_role("button", name="entfernen").click()
    go_on()
    page.get_by_role("group", name="Zeile 1").get_by_label("Anzahl").fill("3")
    go_on()


def log_in(page, email):
    page.get_by_label("Ihre E-Mail-Adresse").fill(email)
    page.get_by_role("button", name="Code schicken").click()
    code = re.search(r"\d{3} \d{3}", Message.objects.latest("pk").body)[0]
    page.get_by_label("Code aus der E-Mail").fill(code)
    page.get_by_role("button", name=re.compile("Weiter|Anmelden")).click()


def test_application_on_a_phone_without_javascript(open_page):
    page = open_page(**PHONE_WITHOUT_JS)

    apply(page, look=assert_accessible)

    case = Antrag.objects.get()
    assert case.number == "STK-PV-2026-001"
    assert page.get_by_role("heading", level=1).inner_text() == "Ihr Antrag ist da"
    assert (case.first_name, case.last_name) == ("Nguyễn", "Żółć محمد")
