"""The desk: what needs me now, and nothing else."""

import datetime as dt
from decimal import Decimal

import pytest

from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Ereignis
from tests.support.cases import make_case, make_item, make_sitzung
from tests.support.letters import make_draft, make_voted_case

URL = "/arbeit/"


@pytest.fixture
def at_desk(koray, client_for):
    return client_for(koray)


def whys(client):
    return [line.why for line in client.get(URL).context["lines"]]


def test_desk_of_the_office_has_the_most_urgent_first(at_desk, clock):
    make_case(Stage.READY)
    make_case(Stage.SUBMITTED)
    answered = make_case(Stage.IN_REVIEW)
    Ereignis.objects.create(antrag=answered, step="answer")
    make_case(Stage.RETURNED, due_on=dt.date(2026, 2, 27))
    make_sitzung(in_days=9)

    assert whys(at_desk) == [
        "Frist seit 3 Tagen vorbei",
        "Antwort eingegangen",
        "Neu eingegangen",
        "Bereit, noch auf keiner Tagesordnung",
        "Sitzung in 9 Tagen ohne Tagesordnung",
    ]


def test_desk_leaves_out_what_waits_for_others(at_desk):
    make_case(Stage.RETURNED, due_on=dt.date(2026, 3, 2))
    make_case(Stage.VOTED)
    make_case(Stage.DRAFTED)
    make_case(Stage.SUBMITTED, region_id="012006")
    make_case(Stage.ON_AGENDA)
    make_sitzung(in_days=20)

    assert whys(at_desk) == []


def test_desk_with_nothing_to_do_says_when_the_jury_meets(at_desk):
    make_item(make_sitzung(in_days=10))

    page = at_desk.get(URL).content.decode()

    assert "Alles erledigt." in page
    assert "Nächste Sitzung am 12. März 2026." in page


def test_desk_asks_for_a_sitzung_when_cases_are_ready(at_desk):
    make_case(Stage.READY)
    make_case(Stage.READY)

    assert whys(at_desk)[0] == "Keine Sitzung geplant, 2 Anträge warten"


@pytest.mark.parametrize(
    ("in_days", "why"),
    [(0, "Sitzung heute"), (-3, "Sitzung vom 27. Februar 2026 noch nicht abgeschlossen")],
)
def test_desk_remembers_the_sitzung(at_desk, in_days, why):
    make_item(make_sitzung(in_days=in_days))

    assert whys(at_desk) == [why]


def test_waiting_case_comes_up_when_there_is_money(at_desk):
    make_case(Stage.WAITING, requested_amount=Decimal("5000.00"))
    make_case(Stage.WAITING, requested_amount=Decimal("5000.01"))

    assert whys(at_desk) == ["Warteliste: Jetzt ist Geld da"]


def test_desk_of_the_district_has_letters_to_draft(samira, client_for):
    case = make_case(Stage.VOTED)
    make_case(Stage.SUBMITTED)

    lines = client_for(samira).get(URL).context["lines"]

    assert [(line.why, line.href) for line in lines] == [
        ("Votum liegt vor: Brief entwerfen", f"/arbeit/bescheide/neu/{case.public_id}/")
    ]


def test_desk_of_the_leitung_has_the_letters_to_release(lothar, samira, koray, aylin, client_for):
    letter = make_draft(make_voted_case(applicant=aylin, voted_by=koray), by=samira)

    lines = client_for(lothar).get(URL).context["lines"]

    assert [(line.why, line.href) for line in lines] == [
        ("Brief wartet auf Ihre Freigabe", f"/arbeit/bescheide/{letter.public_id}/")
    ]
    assert whys(client_for(samira)) == []


@pytest.mark.parametrize("who", ["renate", "timo", "petra"])
def test_desk_of_who_only_reads_is_empty(who, request, client_for):
    client = client_for(request.getfixturevalue(who))
    make_case()

    assert whys(client) == []


@pytest.mark.parametrize("who", ["sven", "aylin"])
def test_desk_is_not_there_for_residents(who, request, client_for):
    assert client_for(request.getfixturevalue(who)).get(URL).status_code == 404


def test_desk_needs_the_same_queries_for_1_and_25_lines(at_desk, django_assert_num_queries):
    make_case()
    with django_assert_num_queries(10):
        assert len(whys(at_desk)) == 1
    for _ in range(24):
        make_case()

    with django_assert_num_queries(10):
        assert len(whys(at_desk)) == 25
