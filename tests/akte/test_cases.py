"""The list of cases: what is chosen, how many queries, and what the files contain."""

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Befangenheit
from tests.support.cases import make_case

URL = "/arbeit/antraege/"
HOSTILE = ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"]


@pytest.fixture
def at_desk(koray, client_for):
    return client_for(koray)


def numbers(response):
    return [line.number for line in response.context["lines"]]


def test_list_shows_the_cases_of_ones_regions_only(at_desk):
    mine = make_case()
    make_case(region_id="012006")

    assert numbers(at_desk.get(URL)) == [mine.number]


def test_list_leaves_out_what_one_is_excluded_from(at_desk, koray):
    case = make_case()
    Befangenheit.objects.create(antrag=case, user=koray, ground="Onkel", recorded_by=koray)

    response = at_desk.get(URL)

    assert numbers(response) == []
    assert case.title not in response.content.decode()


def test_list_leaves_out_ones_own_case(at_desk, koray):
    make_case(applicant=koray)

    assert numbers(at_desk.get(URL)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("stand=in_review", ["review"]),
        ("betrag_von=300", ["first", "review"]),
        ("betrag_bis=299,99", ["cheap"]),
        ("jahr=2026", ["first", "review", "cheap"]),
        ("jahr=2026&stand=ready", []),
        ("faellig=on", ["review"]),
        ("suche=Baumscheiben", ["cheap"]),
        ("suche=baumscheibe+bepflanzen", ["cheap"]),
        ("suche=scheib", ["cheap"]),
        ("suche=Demir", ["first", "review"]),
        ("suche=Kiezgar", ["cheap"]),
        ("suche=STK-PV-2026-9", ["first", "review", "cheap"]),
        ("suche=901", ["first"]),
        ("suche=%27%29%3A*", ["first", "review", "cheap"]),
        ("sortierung=betrag", ["review", "first", "cheap"]),
    ],
)
def test_list_shows_what_was_chosen(at_desk, clock, query, expected):
    made = {
        "first": make_case(number="STK-PV-2026-901"),
        "review": make_case(
            Stage.IN_REVIEW,
            number="STK-PV-2026-902",
            requested_amount=Decimal("400.00"),
            due_on=dt.date(2026, 3, 1),
        ),
        "cheap": make_case(
            number="STK-PV-2026-903",
            title="Baumscheiben bepflanzen",
            organisation="Kiezgarten e. V.",
            last_name="Nowak",
            requested_amount=Decimal("120.00"),
        ),
    }

    found = numbers(at_desk.get(f"{URL}?{query}"))

    if "sortierung" in query:
        assert found == [made[name].number for name in expected]
    else:
        assert sorted(found) == sorted(made[name].number for name in expected)


def test_list_counts_and_sums_what_was_chosen(at_desk):
    make_case(requested_amount=Decimal("100.50"))
    make_case(requested_amount=Decimal("1200.00"))

    page = at_desk.get(URL).content.decode()

    assert "2 Anträge" in page
    assert "1.300,50 €" in page
    assert "2 Anträge, wie gefiltert," in page


def test_chip_leads_to_the_list_without_it(at_desk):
    response = at_desk.get(f"{URL}?stand=ready&betrag_von=1.000&seite=3")

    assert response.context["chips"] == [
        ("Stand: bereit für die Jury", "?betrag_von=1.000"),
        ("Betrag ab 1.000,00 €", "?stand=ready"),
    ]


def test_amount_that_is_none_gets_a_sentence(at_desk):
    make_case()

    response = at_desk.get(f"{URL}?betrag_von=viel")

    assert "Das ist kein Betrag." in response.content.decode()
    assert numbers(response) == []


@pytest.mark.parametrize("query", ["", "?suche=Fest&sortierung=faellig"])
def test_list_needs_the_same_queries_for_1_and_25_rows(at_desk, django_assert_num_queries, query):
    make_case()
    with django_assert_num_queries(8):
        assert len(numbers(at_desk.get(URL + query))) == 1
    for _ in range(24):
        make_case()

    with django_assert_num_queries(8):
        assert len(numbers(at_desk.get(URL + query))) == 25


def test_list_goes_on_after_25(at_desk):
    for _ in range(26):
        make_case()

    assert len(numbers(at_desk.get(f"{URL}?seite=2"))) == 1


@pytest.mark.parametrize("who", ["timo", "sven", "aylin"])
@pytest.mark.parametrize("path", ["", "antraege.csv", "antraege.xlsx"])
def test_list_is_not_there_for_who_sees_no_cases(who, path, request, client_for):
    client = client_for(request.getfixturevalue(who))

    assert client.get(URL + path).status_code == 404


def test_csv_keeps_hostile_text_as_text(at_desk):
    for text in HOSTILE:
        make_case(title=text)

    content = b"".join(at_desk.get(f"{URL}antraege.csv?sortierung=alt").streaming_content)

    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[1] for row in rows[1:]] == [f"'{text}" for text in HOSTILE]
    assert rows[1][6:] == ["350,00", "02.03.2026", "02.03.2026", ""]


def test_xlsx_keeps_hostile_text_as_text(at_desk):
    for text in HOSTILE:
        make_case(title=text)

    response = at_desk.get(f"{URL}antraege.xlsx?sortierung=alt")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active

    cells = [sheet.cell(row, 2) for row in range(2, sheet.max_row + 1)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value.replace("_x000D_", "\r") for cell in cells] == HOSTILE
    assert sheet["G2"].value == 350
    assert sheet["H2"].value.date() == dt.date(2026, 3, 2)


def test_files_contain_what_was_chosen(at_desk):
    make_case()
    chosen = make_case(Stage.READY)

    content = b"".join(at_desk.get(f"{URL}antraege.csv?stand=ready").streaming_content)

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [chosen.number]
