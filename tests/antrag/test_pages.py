"""The pages of an application: they work, refuse GET where they act, and belong to one person."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from portal.audit.models import AuditEntry
from regions.domain import street_key
from regions.models import Bezirk, Bezirksregion, Prognoseraum, SpecialArea, Street
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.sections import PAGES, Section
from stadtteilkasse.antrag.services import draft, submit
from tests.antrag.journey import ANSWERS, DESCRIPTION, begin, complete_draft, cost_lines, page
from tests.antrag.test_draft import PNG
from tests.support.cases import make_case
from tests.support.clients import client_for

pytestmark = pytest.mark.django_db

CASE_PAGES = [
    "",
    *(f"{slug}/" for slug in PAGES),
    "pruefen/",
    "ort/waehlen/",
    "ort/gebiet/",
    "loeschen/",
]


@pytest.fixture
def at_home(aylin):
    """Aylin's client and a complete draft of hers."""
    return client_for(aylin), complete_draft(aylin)


def text_of(response):
    return response.content.decode()


def last_step():
    return AuditEntry.objects.order_by("seq").last().step


# Beginning


def test_start_page_finds_an_open_draft(at_home):
    client, case = at_home

    response = client.get("/antrag/")

    assert list(response.context["drafts"]) == [case]
    assert f"/antrag/{case.public_id}/" in text_of(response)


def test_begin_makes_a_draft_for_this_session_alone():
    client = Client()

    case = begin(client)

    assert client.get(page(case, "ort")).status_code == 200
    assert Client().get(page(case, "ort")).status_code == 404
    assert last_step() == "antrag.begun"


def test_begin_refuses_get():
    assert Client().get("/antrag/neu/").status_code == 405


@pytest.mark.parametrize("path", CASE_PAGES)
def test_strangers_and_other_sessions_get_404(at_home, sven, koray, path):
    address = f"/antrag/{at_home[1].public_id}/{path}"

    for client in (client_for(sven), client_for(koray), Client()):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == (404 if path else 405)


@pytest.mark.parametrize("path", CASE_PAGES[:-3])
def test_pages_of_a_draft_open(at_home, path):
    client, case = at_home

    response = client.get(f"/antrag/{case.public_id}/{path}")

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_unknown_page_is_404(at_home):
    client, case = at_home

    assert client.get(page(case, "quatsch")).status_code == 404


def test_other_pages_wait_for_the_place():
    client = Client()
    case = begin(client)

    assert client.get(page(case, "kosten")).url == page(case, "ort")


def test_sent_case_is_not_written_by_its_pages(aylin):
    case = make_case(applicant=aylin)

    response = client_for(aylin).post(page(case, "aktion"), ANSWERS["aktion"] | {"title": "Neu"})

    case.refresh_from_db()
    assert response.url == f"/meine-antraege/{case.public_id}/"
    assert case.title == "Nachbarschaftsfest im Hof"


# Saving


def test_page_is_saved_and_leads_on(at_home):
    client, case = at_home

    response = client.post(page(case, "aktion"), ANSWERS["aktion"] | {"title": "Hoffest"})

    case.refresh_from_db()
    assert response.url == page(case, "mitmachen")
    assert case.title == "Hoffest"
    assert last_step() == "antrag.saved"


def test_change_from_the_check_page_leads_back_there(at_home):
    client, case = at_home

    response = client.post(page(case, "aktion") + "?von=pruefen", ANSWERS["aktion"])

    assert response.url == page(case, "pruefen")


def test_errors_stand_beside_the_field_and_in_the_summary_and_keep_what_was_typed(at_home):
    client, case = at_home

    response = client.post(page(case, "aktion"), ANSWERS["aktion"] | {"description": "Zu kurz."})

    shown = text_of(response)
    case.refresh_from_db()
    assert response.status_code == 422
    assert shown.count("Bitte schreiben Sie etwas mehr") == 2
    assert "Zu kurz." in shown
    assert case.description == DESCRIPTION


def test_second_tab_is_told_and_keeps_its_words(at_home):
    client, case = at_home
    version = case.version
    client.post(page(case, "aktion"), ANSWERS["aktion"] | {"title": "Erst", "version": version})

    response = client.post(
        page(case, "aktion"), ANSWERS["aktion"] | {"title": "Dann", "version": version}
    )

    case.refresh_from_db()
    assert response.status_code == 422
    assert "inzwischen geändert" in text_of(response)
    assert 'value="Dann"' in text_of(response)
    assert f'name="version" value="{case.version}"' in text_of(response)
    assert case.title == "Erst"


def test_saving_for_later_keeps_what_is_right_and_asks_for_nothing(at_home):
    client, case = at_home
    half = {"title": "Halb", "description": "x" * 1600, "step": "spaeter"}

    response = client.post(page(case, "aktion"), half)

    case.refresh_from_db()
    assert response.url == f"/antrag/{case.public_id}/spaeter/"
    assert (case.title, case.description) == ("Halb", DESCRIPTION)
    assert client.get(response.url).status_code == 200


def test_saving_for_later_without_login_leads_to_the_login():
    client = Client()
    case = begin(client)
    response = client.post(page(case, "ort"), {"step": "spaeter"})

    assert client.get(response.url).url.startswith("/anmelden/?next=")


def test_hint_is_said_once_and_then_one_goes_on(at_home):
    client, case = at_home
    closed = ANSWERS["mitmachen"] | {"open_to_all": "False"}

    first = client.post(page(case, "mitmachen"), closed)
    shown = client.get(first.url)
    second = client.post(page(case, "mitmachen"), closed)

    assert first.url == page(case, "mitmachen")
    assert "Überlegen Sie, ob Sie Ihre Aktion öffnen" in text_of(shown)
    assert second.url == page(case, "kosten")


# The place


@pytest.mark.parametrize(
    ("street", "sentence"),
    [
        ("Gibtsnichtsogarnichtweg", "Wir finden diese Adresse nicht"),
        ("Müllerstraße", "passt zu mehreren Orten"),
        ("Anderswostraße", "in einem anderen Bezirk"),
    ],
)
def test_unclear_address_becomes_a_question(street, sentence):
    client = Client()
    case = begin(client)
    make_street_elsewhere("Anderswostraße")

    response = client.post(page(case, "ort"), ANSWERS["ort"] | {"place_street": street})

    assert response.url == page(case, "ort/waehlen")
    assert sentence in text_of(client.get(response.url))


def make_street_elsewhere(name):
    bezirk, _ = Bezirk.objects.get_or_create(pk="02", defaults={"name": "Friedrichshain-Kreuzberg"})
    raum, _ = Prognoseraum.objects.get_or_create(
        pk="0299", defaults={"bezirk": bezirk, "name": "Anderswo"}
    )
    region = Bezirksregion.objects.create(
        pk="029999",
        bezirk=bezirk,
        prognoseraum=raum,
        name="Anderswo",
        kuerzel="XX",
        valid_from=dt.date(2021, 1, 1),
    )
    street = Street.objects.create(name=name, key=street_key(name))
    street.segments.create(postal_code="10999", bezirksregion=region)


def test_chosen_stadtteil_stays_while_the_address_stays():
    client = Client()
    case = begin(client)
    client.post(page(case, "ort"), ANSWERS["ort"])

    client.post(page(case, "ort/waehlen"), {"choice": "014009"})
    client.post(page(case, "ort"), ANSWERS["ort"] | {"place_text": "Hinterhof"})

    case.refresh_from_db()
    assert (case.region_id, case.place_text) == ("014009", "Hinterhof")


def test_choice_that_was_not_offered_is_refused():
    client = Client()
    case = begin(client)
    client.post(page(case, "ort"), ANSWERS["ort"])

    response = client.post(page(case, "ort/waehlen"), {"choice": "021001"})

    case.refresh_from_db()
    assert response.status_code == 422
    assert case.region is None


def test_area_with_money_of_its_own_is_a_question_never_a_refusal(at_home):
    client, case = at_home
    planungsraum = case.region.planungsraeume.first()
    area = SpecialArea.objects.create(
        kind=SpecialArea.Kind.QUARTIERSMANAGEMENT,
        name="Quartier am Park",
        bezirk_id="01",
        valid_from=dt.date(2020, 1, 1),
    )
    area.planungsraeume.add(planungsraum)
    Antrag.objects.filter(pk=case.pk).update(planungsraum=planungsraum)

    question = client.get(page(case, "ort/gebiet"))
    response = client.post(page(case, "ort/gebiet"), {"area_answer": "here"})

    case.refresh_from_db()
    assert "Quartier am Park" in text_of(question)
    assert response.url == page(case, "termin")
    assert case.area_answer == "here"


# Costs


def test_line_is_added_without_javascript_and_nothing_typed_is_lost(at_home):
    client, case = at_home
    typed = cost_lines(("Bänke", "", "drei", "1.234,567"), own_money="zehn", step="zeile-dazu")

    response = client.post(page(case, "kosten"), typed)

    shown = text_of(response)
    assert response.status_code == 200
    for words in ("Bänke", "drei", "1.234,567", "zehn"):
        assert f'value="{words}"' in shown
    assert "zeile-1-label" in shown
    assert case.costs.get().label == "Bänke"


def test_line_is_taken_away_without_javascript(at_home):
    client, case = at_home
    typed = cost_lines(("Weg", "", "1", "1"), ("Bleibt", "", "1", "2"), step="zeile-weg-0")

    shown = text_of(client.post(page(case, "kosten"), typed))

    assert 'value="Bleibt"' in shown
    assert 'value="Weg"' not in shown


def test_limit_is_said_at_the_line_that_breaks_it(at_home):
    client, case = at_home
    kind = case.costs.get().kind
    lines = cost_lines(("Bänke", kind, "1", "300"), ("Zelt", kind, "1", "200,01"))

    response = client.post(page(case, "kosten"), lines)

    rows = response.context["rows"]
    assert response.status_code == 422
    assert not rows[0]["form"].non_field_errors()
    assert "Zeile 2: Sie beantragen 500,01 Euro" in rows[1]["form"].non_field_errors()[0]


def test_exactly_the_limit_is_fine_and_other_money_counts(at_home):
    client, case = at_home
    kind = case.costs.get().kind
    lines = cost_lines(("Zelt", kind, "2", "300,50"), own_money="100", income="1")

    response = client.post(page(case, "kosten"), lines)

    case.refresh_from_db()
    assert response.status_code == 302
    assert case.requested_amount == 500


def test_excluded_kind_is_a_hint_at_the_line_and_refuses_nothing(at_home):
    client, case = at_home
    excluded = case.region.bezirk.richtlinien.first().kostenarten.filter(rule="excluded").first()

    first = client.post(page(case, "kosten"), cost_lines(("Honorar", excluded.code, "1", "100")))
    shown = client.get(first.url)

    assert first.url == page(case, "kosten")
    assert shown.context["rows"][0]["hints"]
    second = client.post(page(case, "kosten"), cost_lines(("Honorar", excluded.code, "1", "100")))
    assert second.url == page(case, "dateien")


@pytest.mark.parametrize(
    "price", ["NaN", "0,005", "-5", "Infinity", "1e3", "<script>", "=1+1", "9" * 40]
)
def test_price_that_is_none_gets_a_sentence(at_home, price):
    client, case = at_home
    kind = case.costs.get().kind

    response = client.post(page(case, "kosten"), cost_lines(("Bänke", kind, "1", price)))

    assert response.status_code == 422
    assert response.context["rows"][0]["form"].errors["unit_price"]


@pytest.mark.parametrize("quantity", ["NaN", "0", "-1", "1e3", "<b>", "2,555", "9999999"])
def test_quantity_that_is_none_gets_a_sentence(at_home, quantity):
    client, case = at_home
    kind = case.costs.get().kind

    response = client.post(page(case, "kosten"), cost_lines(("Bänke", kind, quantity, "1")))

    assert response.status_code == 422
    assert response.context["rows"][0]["form"].errors["quantity"]


def test_german_and_arabic_numbers_are_understood(at_home):
    client, case = at_home
    kind = case.costs.get().kind

    client.post(
        page(case, "kosten"),
        cost_lines(("Bänke", kind, "٢", "١٢٣٫٤٥"), ("x", kind, "2,5", "12.40")),
    )

    assert [str(line.amount) for line in case.costs.all()] == ["246.90", "31.00"]


def test_without_any_line_there_is_nothing_to_send(at_home):
    client, case = at_home

    response = client.post(page(case, "kosten"), cost_lines(("", "", "1", "")))

    assert response.status_code == 422
    assert case.costs.count() == 1


# Hostile and unusual words


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "=1+1", "Nguyễn Żółć محمد", "'; DROP TABLE--"]
)
@pytest.mark.parametrize("slug", ["kontakt", "aktion", "mitmachen"])
def test_words_are_kept_as_they_are_and_shown_as_text(at_home, slug, words):
    client, case = at_home
    free = {"kontakt": "first_name", "aktion": "title", "mitmachen": "volunteer_work"}[slug]

    client.post(page(case, slug), ANSWERS[slug] | {free: words})
    client.post(page(case, slug), ANSWERS[slug] | {free: words})

    case.refresh_from_db()
    assert getattr(case, free) == words
    assert "<script>alert" not in text_of(client.get(page(case, "pruefen")))


@pytest.mark.parametrize("slug", ["ort", "kontakt", "aktion", "mitmachen"])
def test_ten_thousand_characters_get_a_sentence(at_home, slug):
    client, case = at_home
    too_long = {
        name: "x" * 10_000 for name, value in ANSWERS[slug].items() if isinstance(value, str)
    }

    response = client.post(page(case, slug), too_long)

    assert response.status_code == 422
    assert "Das ist zu lang" in text_of(response)


@pytest.mark.parametrize("phone", ["<script>alert(1)</script>=1+1", "Klingel Demir", "0301"])
def test_phone_that_nobody_could_call_gets_a_sentence(at_home, phone):
    client, case = at_home

    response = client.post(page(case, "kontakt"), ANSWERS["kontakt"] | {"phone": phone})

    assert response.status_code == 422
    assert "Dieser Telefonnummer fehlen Ziffern" in text_of(response)
    assert response.context["form"]["phone"].value() == phone


@pytest.mark.parametrize(
    "phone", ["030 1234567", "+49 (0)30/123-456", "Büro 030 12345, App. 12", "٠٣٠١٢٣٤٥"]
)
def test_phone_is_kept_as_it_is_written(at_home, phone):
    client, case = at_home

    client.post(page(case, "kontakt"), ANSWERS["kontakt"] | {"phone": phone})

    case.refresh_from_db()
    assert case.phone == phone


@pytest.mark.parametrize("day", ["31.02.2026", "morgen", "<script>", "=1+1", "99999-01-01", "NaN"])
def test_day_that_is_none_gets_a_sentence(at_home, day):
    client, case = at_home

    response = client.post(page(case, "termin"), ANSWERS["termin"] | {"starts_on": day})

    assert response.status_code == 422


def test_zero_byte_gets_a_sentence(at_home):
    client, case = at_home

    response = client.post(page(case, "aktion"), ANSWERS["aktion"] | {"title": "a\x00b"})

    assert response.status_code == 422


# Files


def test_file_is_added_shown_and_removed(at_home):
    client, case = at_home
    upload = SimpleUploadedFile("hof.png", PNG)

    client.post(page(case, "dateien"), {"upload": upload, "note": "Der Hof", "step": "hochladen"})

    file = case.attachments.get().file
    address = f"/antrag/{case.public_id}/dateien/{file.public_id}/"
    assert "hof.png" in text_of(client.get(page(case, "dateien")))
    assert client.get(address).status_code == 200
    assert client.post(f"{address}entfernen/").url == page(case, "dateien")
    assert not case.attachments.exists()


@pytest.mark.parametrize("note", ["<script>alert(1)</script>", "=1+1", "محمد Żółć Nguyễn"])
def test_note_beside_a_file_stays_text(at_home, note):
    client, case = at_home
    sent = {"upload": SimpleUploadedFile("hof.png", PNG), "note": note, "step": "hochladen"}

    client.post(page(case, "dateien"), sent)

    assert case.attachments.get().note == note
    shown = client.get(page(case, "dateien")).content.decode()
    assert escape(note) in shown
    assert "<script>alert" not in shown


def test_file_sent_to_a_very_long_address_is_added_once(at_home):
    client, case = at_home
    address = f"{page(case, 'dateien')}?x={'y' * 900}"

    def send():
        upload = SimpleUploadedFile("hof.png", PNG)
        sent = {"upload": upload, "note": "", "step": "hochladen", "einmal": "k" * 43}
        return client.post(address, sent)

    assert [send().status_code, send().status_code] == [302, 302]
    assert case.attachments.count() == 1


def test_note_that_is_too_long_gets_a_sentence_and_stays(at_home):
    client, case = at_home
    note = "sehr " * 2000
    sent = {"upload": SimpleUploadedFile("hof.png", PNG), "note": note, "step": "hochladen"}

    response = client.post(page(case, "dateien"), sent)

    assert response.status_code == 422
    assert note.strip() in response.content.decode()
    assert not case.attachments.exists()


def test_file_is_seen_by_its_people_and_its_office_alone(at_home, koray, kerstin, sven, aylin):
    client, case = at_home
    draft.attach_file(case, SimpleUploadedFile("hof.png", PNG), note="", actor=aylin)
    submit.submit(case, actor=aylin)
    address = f"/antrag/{case.public_id}/dateien/{case.attachments.get().file.public_id}/"

    seen = [
        someone.get(address).status_code
        for someone in (client, client_for(koray), client_for(kerstin), client_for(sven), Client())
    ]

    assert seen == [200, 200, 404, 404, 404]


def test_file_that_is_none_gets_a_sentence(at_home):
    client, case = at_home
    upload = SimpleUploadedFile("böse.pdf", b"<html><script>alert(1)</script>")

    response = client.post(page(case, "dateien"), {"upload": upload, "step": "hochladen"})

    assert response.status_code == 422
    assert not case.attachments.exists()


def test_too_many_files_get_a_sentence_and_refused_ones_count(at_home, monkeypatch):
    monkeypatch.setattr("stadtteilkasse.antrag.views.files.UPLOADS_AN_HOUR", 2)
    client, case = at_home

    answers = [upload_png(client, case, content) for content in (b"no picture", PNG, PNG)]

    assert [answer.status_code for answer in answers] == [422, 302, 302]
    assert case.attachments.count() == 1
    assert "sehr viele Dateien geschickt" in text_of(client.get(answers[2].url))


def test_files_of_others_do_not_count(at_home, monkeypatch, sven):
    monkeypatch.setattr("stadtteilkasse.antrag.views.files.UPLOADS_AN_HOUR", 1)
    client, case = at_home
    others = client_for(sven)
    upload_png(others, begin(others))

    upload_png(client, case)

    assert case.attachments.count() == 1


def upload_png(client, case, content=PNG):
    upload = SimpleUploadedFile("hof.png", content)
    return client.post(page(case, "dateien"), {"upload": upload, "step": "hochladen"})


def test_remove_refuses_get(at_home):
    client, case = at_home

    assert client.get(f"/antrag/{case.public_id}/dateien/{'a' * 16}/entfernen/").status_code == 405


# Declarations and sending


def test_no_declaration_is_ticked_beforehand():
    client = Client()
    case = begin(client)
    Antrag.objects.filter(pk=case.pk).update(region=Bezirksregion.objects.get(pk="014009"))

    assert "checked" not in text_of(client.get(page(case, "erklaerungen")))


def test_each_declaration_is_needed(at_home):
    client, case = at_home

    response = client.post(page(case, "erklaerungen"), {"correct": "on"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [
        "not_begun",
        "no_double_funding",
        "rules",
        "account",
        "repay",
        "logo",
        "inspection",
        "privacy_read",
    ]


def test_declared_words_are_kept(at_home):
    client, case = at_home
    boxes = [
        field.name
        for field in client.get(page(case, "erklaerungen")).context["form"].required_fields
    ]

    client.post(page(case, "erklaerungen"), dict.fromkeys([*boxes, "publish_action"], "on"))

    declared = dict(case.declarations.values_list("code", "words"))
    assert declared["account"] == "Ich rechne bis zum 11. Juli 2026 ab und zeige die Belege."
    assert "publish_action" in declared
    assert "publish_name" not in declared


def test_send_leads_to_the_receipt(at_home):
    client, case = at_home

    response = client.post(page(case, "pruefen"), {"version": case.version})

    case.refresh_from_db()
    assert response.url == page(case, "gesendet")
    assert case.stage == Stage.SUBMITTED
    shown = text_of(client.get(response.url))
    assert case.number in shown
    assert "2. März 2026" in shown
    assert "Bitte noch nichts kaufen, bestellen oder mieten" in shown


def test_sending_twice_leads_to_the_same_receipt(at_home):
    client, case = at_home
    client.post(page(case, "pruefen"))

    response = client.post(page(case, "pruefen"))

    assert response.url == page(case, "gesendet")
    assert Antrag.objects.get(pk=case.pk).events.count() == 1


def test_check_page_names_what_is_missing_and_offers_no_sending(at_home, aylin):
    client, case = at_home
    draft.save_answers(case, {"aim": ""}, section=Section.ACTION, actor=aylin)

    shown = client.get(page(case, "pruefen"))
    client.post(page(case, "pruefen"))

    assert [line["text"] for line in shown.context["missing"]] == [
        "Bitte schreiben Sie, was dadurch besser werden soll."
    ]
    assert "Antrag senden" not in text_of(shown)
    assert Antrag.objects.get(pk=case.pk).stage == Stage.DRAFT


@pytest.mark.parametrize("path", ["gesendet/", "bestaetigung.pdf"])
def test_receipt_is_the_applicants_alone(aylin, sven, koray, path):
    case = submit.submit(complete_draft(aylin), actor=aylin)
    address = f"/antrag/{case.public_id}/{path}"

    assert client_for(aylin).get(address).status_code == 200
    assert client_for(sven).get(address).status_code == 404
    assert client_for(koray).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_deleted_draft_is_gone(at_home):
    client, case = at_home

    asked = client.get(page(case, "loeschen"))
    response = client.post(page(case, "loeschen"))

    assert asked.status_code == 200
    assert response.url == "/antrag/"
    assert not Antrag.objects.filter(pk=case.pk).exists()


# After sending


def test_answer_opens_only_the_asked_section_and_sends_back(aylin, koray):
    case = submit.submit(complete_draft(aylin), actor=aylin)
    Antrag.objects.filter(pk=case.pk).update(stage=Stage.RETURNED)
    case.corrections.create(
        section=Section.PLACE, reason="Welcher Tag?", due_on=dt.date(2026, 3, 12), asked_by=koray
    )
    client = client_for(aylin)

    assert "Welcher Tag?" in text_of(client.get(page(case, "antworten")))
    assert client.get(page(case, "aktion")).url == f"/meine-antraege/{case.public_id}/"
    saved = client.post(page(case, "termin"), ANSWERS["termin"] | {"starts_on": "2026-07-01"})
    assert saved.url == page(case, "antworten")
    client.post(page(case, "antworten"))

    case.refresh_from_db()
    assert (case.stage, case.starts_on) == (Stage.IN_REVIEW, dt.date(2026, 7, 1))


def test_withdraw_asks_first(aylin):
    case = make_case(applicant=aylin)
    client = client_for(aylin)

    assert client.get(page(case, "zurueckziehen")).status_code == 200
    case.refresh_from_db()
    assert case.stage == Stage.SUBMITTED
    response = client.post(page(case, "zurueckziehen"), {"version": case.version})

    case.refresh_from_db()
    assert response.url == f"/meine-antraege/{case.public_id}/"
    assert case.stage == Stage.WITHDRAWN
    assert last_step() == "antrag.withdraw"


@pytest.mark.parametrize("path", ["antworten", "zurueckziehen"])
def test_acting_after_sending_is_the_applicants_alone(aylin, sven, koray, path):
    case = make_case(Stage.RETURNED, applicant=aylin)

    for stranger in (sven, koray):
        assert client_for(stranger).get(page(case, path)).status_code == 404
        assert client_for(stranger).post(page(case, path)).status_code == 404
    assert Client().post(page(case, path)).status_code == 302
    assert Antrag.objects.get(pk=case.pk).stage == Stage.RETURNED


def test_draft_of_a_session_becomes_that_of_the_staff_who_log_in(koray):
    client = Client()
    case = begin(client)
    koray.set_password("ein langes Passwort")
    koray.save()

    client.post("/arbeit/anmelden/", {"email": koray.email, "password": "ein langes Passwort"})

    assert list(case.participants.values_list("user", flat=True)) == [koray.pk]


def test_one_address_cannot_begin_applications_without_end(db, monkeypatch):
    monkeypatch.setattr("stadtteilkasse.antrag.views.start.allow", lambda *args, **kwargs: False)

    answer = Client().post("/antrag/neu/", follow=True)

    assert "sehr viele Anträge begonnen" in answer.content.decode()
    assert Antrag.objects.count() == 0
