"""What a Bezirk lacks before its regions can open."""

import datetime as dt

import pytest

from koordination.models import Dienststelle, Koordination
from regions.models import Bezirk, Bezirksregion
from regions.roles.services import give_role
from stadtteilkasse.akte.einrichtung import checks_of_bezirk, checks_of_regions
from stadtteilkasse.haushalt import queries, services
from tests.support.cases import make_sitzung

PAGE = "/arbeit/einrichtung/"
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def bezirk(db):
    return Bezirk.objects.get(pk="01")


def of_bezirk(bezirk, day=DAY):
    return {check.label: check.done for check in checks_of_bezirk(bezirk, day)}


def of_parkviertel(bezirk, day=DAY):
    (found,) = (
        checks for region, checks in checks_of_regions(bezirk, day) if region.pk == "014009"
    )
    return {check.label: check.words for check in found}


def test_new_bezirk_lacks_letterhead_and_second_persons(bezirk):
    Dienststelle.objects.all().delete()

    assert of_bezirk(bezirk) == {
        "Briefkopf": False,
        "Haushaltsjahr 2026": True,
        "Zwei Personen, die entwerfen": False,
        "Zwei Personen, die freigeben": False,
    }


def test_second_person_is_enough(bezirk, sven, timo, lothar):
    give_role(sven, role="sachbearbeitung", area=bezirk, actor=lothar, valid_from=DAY)
    give_role(timo, role="leitung", area=bezirk, actor=lothar, valid_from=DAY)

    found = of_bezirk(bezirk)

    assert found["Zwei Personen, die entwerfen"]
    assert found["Zwei Personen, die freigeben"]


def test_role_that_has_ended_does_not_count(bezirk, sven, lothar, clock):
    give_role(sven, role="leitung", area=bezirk, actor=lothar, valid_from=DAY, valid_until=DAY)

    clock.set(DAY + dt.timedelta(days=1))

    assert not of_bezirk(bezirk)["Zwei Personen, die freigeben"]


def test_year_that_is_not_open_is_missing(bezirk):
    assert not of_bezirk(bezirk, dt.date(2031, 1, 1))["Haushaltsjahr 2031"]


def test_region_lacks_office_and_sitzung(bezirk):
    Koordination.objects.all().delete()

    assert of_parkviertel(bezirk) == {
        "Richtlinie": "Bescheid des Bezirksamts",
        "Budget": "vorhanden",
        "Büro": "fehlt",
        "Wer vergibt": "keine Sitzung geplant",
    }


def test_planned_sitzung_counts(bezirk):
    make_sitzung(in_days=10)

    assert of_parkviertel(bezirk)["Wer vergibt"] == "Jury am 12.03.2026"


def test_without_richtlinie_or_budget(bezirk):
    day = dt.date(2019, 1, 1)
    Bezirksregion.objects.update(valid_from=day)

    found = of_parkviertel(bezirk, day)

    assert (found["Richtlinie"], found["Budget"]) == ("fehlt", "kein Ansatz")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"legal_form": "", "texts_approved": False}, "Rechtsform fehlt"),
        ({"texts_approved": False}, "Texte nicht freigegeben"),
    ],
)
def test_richtlinie_that_makes_no_valid_letters(values, words, bezirk, samira, lothar):
    contents = queries.contents_to_start_from(bezirk, None, DAY)
    contents["values"] |= values
    draft = services.draft_richtlinie(bezirk, contents=contents, actor=samira)
    services.approve_richtlinie(draft, actor=lothar)

    assert of_parkviertel(bezirk)["Richtlinie"] == words


def test_two_persons_need_no_sitzung(bezirk, samira, lothar):
    contents = queries.contents_to_start_from(bezirk, None, DAY)
    contents["values"] |= {"award_body": "two_persons"}
    draft = services.draft_richtlinie(bezirk, contents=contents, actor=samira)
    services.approve_richtlinie(draft, actor=lothar)

    assert of_parkviertel(bezirk)["Wer vergibt"] == "zwei Personen"


@pytest.mark.parametrize("who", ["lothar", "samira"])
def test_page_shows_what_is_missing_with_its_place(who, client_for, request):
    response = client_for(request.getfixturevalue(who)).get(PAGE)

    assert response.status_code == 200
    assert b"von 10 Stadtteilen haben alles" in response.content
    assert b'href="/arbeit/rollen/geben/"' in response.content


@pytest.mark.parametrize("who", ["koray", "petra", "renate", "timo", "sven"])
def test_page_is_not_there_for_others(who, client_for, request):
    assert client_for(request.getfixturevalue(who)).get(PAGE).status_code == 404


def test_page_refuses_post(lothar, client_for):
    assert client_for(lothar).post(PAGE).status_code == 405


def test_number_of_queries_does_not_grow_with_the_regions(
    lothar, client_for, django_assert_max_num_queries
):
    client = client_for(lothar)

    with django_assert_max_num_queries(20):
        client.get(PAGE)
