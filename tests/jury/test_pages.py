"""The pages of the Sitzungen. Each: works, refuses GET, 404, changes nothing, audit."""

from decimal import Decimal

import pytest

from portal.audit.models import AuditEntry
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag, Befangenheit
from stadtteilkasse.haushalt.services import reserve
from stadtteilkasse.jury import services
from stadtteilkasse.jury.domain import ItemState, Vote, VoteResult
from stadtteilkasse.jury.models import Sitzung, Votum
from tests.support.cases import make_case, make_item, make_sitzung

ROOT = "/arbeit/sitzungen/"
PLAN = {
    "region": "014009",
    "day": "2026-03-12",
    "starts_at": "18:00",
    "form": "present",
    "place": "Kiezladen",
    "application_deadline": "2026-03-05",
    "invited": "8",
}
YES = {"result": "full", "yes": "5", "no": "1", "abstain": "0"}


@pytest.fixture
def at_desk(koray, client_for):
    return client_for(koray)


def sitzung_url(sitzung, path=""):
    return f"{ROOT}{sitzung.public_id}/{path}"


def item_url(item, path=""):
    return f"{ROOT}punkte/{item.public_id}/{path}"


def last_step():
    entry = AuditEntry.objects.order_by("seq").last()
    return entry and entry.step


# Plan


def test_plan_makes_a_sitzung(at_desk):
    response = at_desk.post(f"{ROOT}neu/", PLAN)

    sitzung = Sitzung.objects.get()
    assert (response.status_code, response.url) == (302, sitzung_url(sitzung))
    assert (sitzung.region_id, sitzung.place, sitzung.invited) == ("014009", "Kiezladen", 8)
    assert last_step() == "jury.plan_sitzung"


def test_plan_offers_ones_own_regions_only(at_desk):
    response = at_desk.post(f"{ROOT}neu/", PLAN | {"region": "012006"})

    assert response.status_code == 422
    assert Sitzung.objects.count() == 0


def test_plan_with_a_deadline_after_the_day_gets_a_sentence(at_desk):
    response = at_desk.post(f"{ROOT}neu/", PLAN | {"application_deadline": "2026-03-13"})

    assert response.status_code == 422
    assert "Die Frist für Anträge liegt nach der Sitzung." in response.content.decode()


@pytest.mark.parametrize("who", ["lothar", "renate", "petra", "timo", "sven"])
def test_plan_is_not_there_for_others(who, request, client_for):
    client = client_for(request.getfixturevalue(who))

    assert client.post(f"{ROOT}neu/", PLAN).status_code == 404


def test_change_moves_the_sitzung(at_desk):
    sitzung = make_sitzung(in_days=5)

    at_desk.post(sitzung_url(sitzung, "aendern/"), PLAN | {"version": sitzung.version})

    sitzung.refresh_from_db()
    assert (sitzung.day.isoformat(), sitzung.place) == ("2026-03-12", "Kiezladen")
    assert last_step() == "jury.change_sitzung"


def test_change_of_an_old_version_shows_the_new_state(at_desk):
    sitzung = make_sitzung(in_days=5, version=2)

    response = at_desk.post(sitzung_url(sitzung, "aendern/"), PLAN | {"version": 1})

    assert response.status_code == 422
    assert "Jetzt: Parkviertel, 7. März 2026." in response.content.decode()


def test_index_shows_what_comes_and_what_was(at_desk):
    make_sitzung(in_days=5)
    make_sitzung(in_days=-5)
    make_sitzung(in_days=5, region_id="012006")

    response = at_desk.get(ROOT)

    assert len(response.context["coming"]) == 1
    assert len(response.context["past"]) == 1


def test_index_needs_the_same_queries_for_1_and_25_rows(at_desk, django_assert_num_queries):
    make_item(make_sitzung(in_days=5))
    with django_assert_num_queries(7):
        at_desk.get(ROOT)
    for _ in range(24):
        make_item(make_sitzung(in_days=5))

    with django_assert_num_queries(7):
        at_desk.get(ROOT)


# Agenda


def test_ready_cases_come_onto_the_agenda_together(at_desk):
    sitzung = make_sitzung(in_days=5)
    cases = [make_case(Stage.READY), make_case(Stage.READY)]

    at_desk.post(
        sitzung_url(sitzung, "tagesordnung/"), {"case": [case.public_id for case in cases]}
    )

    assert list(sitzung.items.values_list("antrag", "position")) == [
        (cases[0].pk, 1),
        (cases[1].pk, 2),
    ]
    assert last_step() == "antrag.put_on_agenda"


def test_agenda_takes_no_case_of_another_region(at_desk):
    sitzung = make_sitzung(in_days=5)
    foreign = make_case(Stage.READY, region_id="012006")

    response = at_desk.post(sitzung_url(sitzung, "tagesordnung/"), {"case": [foreign.public_id]})

    assert response.status_code == 422
    assert sitzung.items.count() == 0


def test_case_is_put_on_the_agenda_from_its_page(at_desk):
    case = make_case(Stage.READY)
    sitzung = make_sitzung(in_days=5)
    url = f"/arbeit/antraege/{case.public_id}/tagesordnung/"

    assert at_desk.get(url).status_code == 200
    response = at_desk.post(url, {"sitzung": sitzung.pk, "version": case.version})

    assert response.status_code == 302
    assert sitzung.items.get().antrag == case


def test_item_is_moved_and_taken_off(at_desk):
    sitzung = make_sitzung(in_days=5)
    first, second = make_item(sitzung), make_item(sitzung)

    at_desk.post(item_url(second, "verschieben/"), {"by": "up"})
    at_desk.post(item_url(first, "absetzen/"), {"version": first.antrag.version})

    assert list(sitzung.items.on_agenda()) == [second]
    assert Antrag.objects.get(pk=first.antrag_id).stage == Stage.READY


def test_cancel_gives_the_cases_back(at_desk):
    item = make_item(make_sitzung(in_days=5))

    at_desk.post(sitzung_url(item.sitzung, "absagen/"), {"version": item.sitzung.version})

    assert Antrag.objects.get(pk=item.antrag_id).stage == Stage.READY
    assert last_step() == "jury.cancel_sitzung"


# Live


def test_sitzung_shows_attendance_and_money(at_desk):
    item = make_item()

    page = at_desk.get(sitzung_url(item.sitzung)).content.decode()

    assert "Anwesend 6 von 8, beschlussfähig" in page
    assert "5.000,00" in page
    assert "Beratung beginnen" in page


def test_attendance_is_noted(at_desk):
    sitzung = make_sitzung(present=None)

    at_desk.post(
        sitzung_url(sitzung, "anwesenheit/"),
        {"invited": 9, "present": 5, "version": sitzung.version},
    )

    sitzung.refresh_from_db()
    assert (sitzung.invited, sitzung.present) == (9, 5)
    assert last_step() == "jury.record_attendance"


def test_vote_goes_on_to_the_next_item(at_desk):
    sitzung = make_sitzung()
    first, second = make_item(sitzung), make_item(sitzung)

    response = at_desk.post(item_url(first), YES | {"version": first.antrag.version})

    assert (response.status_code, response.url) == (302, item_url(second))
    assert Votum.objects.get().amount == Decimal("350.00")


def test_last_vote_goes_back_to_the_sitzung(at_desk):
    item = make_item()

    response = at_desk.post(item_url(item), YES | {"version": item.antrag.version})

    assert response.url == sitzung_url(item.sitzung)


def test_vote_with_less_takes_a_german_amount(at_desk):
    item = make_item()
    data = YES | {"result": "reduced", "amount": "1.200,5", "reason": "x"}

    too_much = at_desk.post(item_url(item), data | {"version": item.antrag.version})
    less = at_desk.post(item_url(item), data | {"amount": "200,50", "version": item.antrag.version})

    assert too_much.status_code == 422
    assert "weniger als 350,00 Euro" in too_much.content.decode()
    assert less.status_code == 302
    assert Votum.objects.get().amount == Decimal("200.50")


def test_vote_without_a_reason_gets_a_sentence_and_keeps_the_numbers(at_desk):
    item = make_item()
    data = {"result": "no", "yes": "1", "no": "5", "version": item.antrag.version}

    response = at_desk.post(item_url(item), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert "warum die Jury so entschieden hat" in page
    assert 'name="no" value="5"' in page
    assert Votum.objects.count() == 0


def test_vote_without_money_offers_the_waiting_list(at_desk, koray):
    reserve(make_case(Stage.VOTED), Decimal("4800.00"), actor=koray)
    item = make_item()
    data = YES | {"version": item.antrag.version}

    refused = at_desk.post(item_url(item), data)
    waiting = at_desk.post(item_url(item), data | {"waiting": "1"})

    assert refused.status_code == 422
    assert "Auf die Warteliste" in refused.content.decode()
    assert waiting.status_code == 302
    assert Antrag.objects.get(pk=item.antrag_id).stage == Stage.WAITING


def test_waiting_list_is_not_offered_while_there_is_money(at_desk):
    assert "Auf die Warteliste" not in at_desk.get(item_url(make_item())).content.decode()


def test_vote_is_taken_back(at_desk, koray):
    item = make_item()
    services.record_vote(item, Vote(VoteResult.FULL, 5, 1, 0), actor=koray)
    case = Antrag.objects.get(pk=item.antrag_id)

    at_desk.post(item_url(item, "votum-zuruecknehmen/"), {"version": case.version})

    item.refresh_from_db()
    assert item.state == ItemState.OPEN


def test_close_ends_the_sitzung(at_desk, koray):
    item = make_item()
    services.record_vote(item, Vote(VoteResult.FULL, 5, 1, 0), actor=koray)

    at_desk.post(sitzung_url(item.sitzung, "abschliessen/"), {"version": item.sitzung.version})

    assert Sitzung.objects.get().closed_at is not None
    assert last_step() == "jury.close_sitzung"


def test_close_with_open_items_says_so(at_desk):
    item = make_item()

    response = at_desk.post(
        sitzung_url(item.sitzung, "abschliessen/"), {"version": item.sitzung.version}
    )

    assert response.status_code == 422
    assert "1 Punkt ist noch offen" in response.content.decode()


@pytest.mark.parametrize("excluded", [False, True])
def test_item_is_shown_unless_one_is_excluded(at_desk, koray, jutta, excluded):
    item = make_item()
    Befangenheit.objects.create(
        antrag=item.antrag, user=koray if excluded else jutta, ground="x", recorded_by=koray
    )

    response = at_desk.get(item_url(item))

    assert response.status_code == (404 if excluded else 200)
    if not excluded:
        assert "Jutta Berger verlässt den Raum" in response.content.decode()


@pytest.mark.parametrize("path", ["absagen/", "abschliessen/", "anwesenheit/", "tagesordnung/"])
def test_acts_on_a_sitzung_refuse_get_and_strangers(path, at_desk, kerstin, lothar, client_for):
    item = make_item()
    url = sitzung_url(item.sitzung, path)

    assert at_desk.get(url).status_code == 405
    for stranger in (kerstin, lothar):
        assert client_for(stranger).post(url, {"version": 1}).status_code == 404
    assert Antrag.objects.get(pk=item.antrag_id).stage == Stage.ON_AGENDA


@pytest.mark.parametrize("path", ["", "absetzen/", "verschieben/", "votum-zuruecknehmen/"])
def test_acts_on_an_item_refuse_strangers(path, kerstin, lothar, client_for):
    item = make_item()
    url = item_url(item, path)

    for stranger in (kerstin, lothar):
        response = client_for(stranger).post(url, YES | {"version": item.antrag.version})
        assert response.status_code == 404
    assert Votum.objects.count() == 0
    assert Antrag.objects.get(pk=item.antrag_id).stage == Stage.ON_AGENDA


@pytest.mark.parametrize("path", ["absetzen/", "verschieben/", "votum-zuruecknehmen/"])
def test_acts_on_an_item_refuse_get(path, at_desk):
    assert at_desk.get(item_url(make_item(), path)).status_code == 405


def test_leitung_reads_the_sitzung_and_has_no_buttons(lothar, client_for):
    item = make_item()
    client = client_for(lothar)

    page = client.get(sitzung_url(item.sitzung)).content.decode()

    assert "Absetzen" not in page
    assert "Votum speichern" not in client.get(item_url(item)).content.decode()


def test_sitzung_needs_the_same_queries_for_1_and_25_items(at_desk, django_assert_num_queries):
    sitzung = make_sitzung()
    make_item(sitzung)
    make_case(Stage.READY)
    with django_assert_num_queries(12):
        at_desk.get(sitzung_url(sitzung))
    for _ in range(24):
        make_item(sitzung)
        make_case(Stage.READY)

    with django_assert_num_queries(12):
        at_desk.get(sitzung_url(sitzung))
