import pytest
from django.test import Client

from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Ereignis
from stadtteilkasse.antrag.services.draft import start_draft
from tests.support.cases import make_case

pytestmark = pytest.mark.django_db


def test_my_cases_are_mine_alone(aylin, sven, client_for):
    mine, other = make_case(applicant=aylin), make_case(applicant=sven, title="Von Sven")

    shown = client_for(aylin).get("/meine-antraege/").content.decode()

    assert mine.number in shown
    assert other.title not in shown


def test_case_page_says_where_it_stands(aylin, client_for):
    case = make_case(applicant=aylin)
    Ereignis.objects.create(antrag=case, step="submit", parameters={"channel": "online"})

    shown = client_for(aylin).get(f"/meine-antraege/{case.public_id}/").content.decode()

    for words in ("Wir prüfen Ihren Antrag.", "Ihr Antrag ist da.", case.number, "350,00"):
        assert words in shown
    assert "Bitte noch nichts kaufen, bestellen oder mieten." in shown


def test_draft_leads_to_its_overview(aylin, client_for):
    case = start_draft(actor=aylin)

    response = client_for(aylin).get(f"/meine-antraege/{case.public_id}/")

    assert response.url == f"/antrag/{case.public_id}/"


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage != Stage.DRAFT])
def test_case_page_stands_in_every_stage_from_sending_on(aylin, client_for, stage):
    case = make_case(stage, applicant=aylin)

    assert client_for(aylin).get(f"/meine-antraege/{case.public_id}/").status_code == 200


def test_case_page_is_a_strangers_404(aylin, sven, koray, client_for):
    case = make_case(applicant=aylin)
    address = f"/meine-antraege/{case.public_id}/"

    assert client_for(sven).get(address).status_code == 404
    assert client_for(koray).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_list_costs_the_same_queries_for_many(
    aylin, client_for, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_for(aylin)
    make_case(applicant=aylin)
    with django_assert_max_num_queries(10) as few:
        client.get("/meine-antraege/")
    for _ in range(5):
        make_case(applicant=aylin)

    with django_assert_num_queries(len(few)):
        client.get("/meine-antraege/")
