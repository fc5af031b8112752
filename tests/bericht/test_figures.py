"""The figures of a year: each from its source, equal in every format, and frozen."""

import csv
import io
import re
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pdfminer.high_level import extract_text

from portal import files
from portal.errors import Refused
from portal.models import AuditEntry
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Topic
from stadtteilkasse.bericht import queries, services, spreadsheets, tasks
from stadtteilkasse.bericht.domain import COLUMNS, Figures, Snapshot, cells, rate, total_of
from stadtteilkasse.bericht.models import Bericht, BerichtPdf
from stadtteilkasse.bescheid.models import Bescheid
from stadtteilkasse.haushalt.models import Haushaltsjahr
from tests.support.cases import make_case


def row_of(snapshot, region_id="014009"):
    return next(row for row in snapshot.rows if row.region_id == region_id)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (Decimal("550"), Decimal("5000"), Decimal("11.0")),
        (Decimal("1"), Decimal("3"), Decimal("33.3")),
        (Decimal("2"), Decimal("3"), Decimal("66.7")),
        (None, Decimal("5000"), None),
        (Decimal("1"), Decimal("0"), None),
        (Decimal("1"), None, None),
    ],
)
def test_rate_in_percent(part, whole, expected):
    assert rate(part, whole) == expected


def test_sum_lacks_a_figure_only_when_all_rows_lack_it():
    rows = [Figures("A", allotted=Decimal("10"), applied=1), Figures("B", applied=2)]

    total = total_of(rows, "Zusammen")

    assert (total.allotted, total.applied, total.paid_sum) == (Decimal("10"), 3, None)


def test_figures_of_a_region(decided, haushaltsjahr):
    row = row_of(queries.snapshot(haushaltsjahr))

    assert row == Figures(
        name="Parkviertel",
        region_id="014009",
        allotted=Decimal("5000.00"),
        blocked=Decimal("0.00"),
        applied=5,
        applied_sum=Decimal("1150.00"),
        granted=2,
        granted_sum=Decimal("550.00"),
        cut=1,
        rejected=1,
        withdrawn=1,
        undecided=1,
        paid_sum=None,
        returned_sum=None,
        free=Decimal("4450.00"),
    )


def test_figures_of_topics(decided, haushaltsjahr):
    rows = {row.name: row for row in queries.figures_by_topic(haushaltsjahr)}

    assert {name: (row.applied, row.granted, row.granted_sum) for name, row in rows.items()} == {
        "Grün und Umwelt": (3, 1, Decimal("350.00")),
        "Fest und Begegnung": (2, 1, Decimal("200.00")),
    }


def test_granted_sum_of_bookings_agrees_with_the_letters(decided, haushaltsjahr):
    total = queries.snapshot(haushaltsjahr).total

    letters = Bescheid.objects.exclude(state="draft").aggregate(sum=Sum("amount"))["sum"]
    assert total.granted_sum == letters == Decimal("550.00")


def test_snapshot_comes_back_from_its_bytes_as_it_was(decided, haushaltsjahr):
    snapshot = queries.snapshot(haushaltsjahr)

    again = Snapshot.from_bytes(snapshot.to_bytes())

    assert again == snapshot
    assert again.to_bytes() == snapshot.to_bytes()


def test_queries_do_not_grow_with_cases(decided, haushaltsjahr):
    with CaptureQueriesContext(connection) as few:
        queries.snapshot(Haushaltsjahr.objects.get(pk=haushaltsjahr.pk))
    for _ in range(20):
        make_case(Stage.SUBMITTED, topic=Topic.SPORT)

    with CaptureQueriesContext(connection) as many:
        queries.snapshot(Haushaltsjahr.objects.get(pk=haushaltsjahr.pk))

    assert len(many) == len(few) <= 9


def test_later_cases_do_not_change_a_frozen_report(bericht, decided):
    before = bericht.snapshot
    make_case(Stage.SUBMITTED)

    assert Bericht.objects.get(pk=bericht.pk).snapshot == before


@pytest.mark.parametrize("change", [{"content": b"{}"}, {"sha256": ""}, {"year": 2025}])
def test_database_refuses_to_change_frozen_figures(bericht, change):
    with pytest.raises(IntegrityError, match="never change"):
        Bericht.objects.filter(pk=bericht.pk).update(**change)


@pytest.mark.parametrize("who", ["koray", "petra", "renate", "timo", "aylin"])
def test_freezing_by_others_is_refused(haushaltsjahr, who, request):
    with pytest.raises(Refused):
        services.freeze_bericht(haushaltsjahr, actor=request.getfixturevalue(who))

    assert Bericht.objects.count() == 0


def test_freezing_is_recorded_with_its_checksum(bericht):
    entry = AuditEntry.objects.latest("seq")

    assert (entry.step, entry.digests) == ("bericht.frozen", {"content": bericht.sha256})


def shown(bericht):
    """Every figure of the table by region as text, row by row."""
    snapshot = bericht.snapshot
    return [[text for text, _ in cells(row)] for row in (*snapshot.rows, snapshot.total)]


def test_csv_says_the_same_as_the_snapshot(bericht):
    content = spreadsheets.as_csv(bericht).decode()

    assert content.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(content[1:]), delimiter=";"))
    assert rows[0] == [heading for heading, _, _ in COLUMNS]
    assert rows[1:] == shown(bericht)


def test_xlsx_has_the_same_figures_as_numbers(bericht):
    sheet = load_workbook(io.BytesIO(spreadsheets.as_xlsx(bericht)))["Bezirksregionen"]

    found = list(sheet.iter_rows(min_row=2, max_row=12, values_only=True))
    snapshot = bericht.snapshot
    for row, values in zip((*snapshot.rows, snapshot.total), found, strict=True):
        for (_, field, _), value in zip(COLUMNS, values, strict=True):
            expected = getattr(row, field)
            if expected is None:
                assert value == "–"
            elif isinstance(expected, str):
                assert value == expected
            else:
                assert Decimal(str(value)) == expected


def test_page_and_pdf_have_the_same_figures(bericht, client_for, samira):
    assert tasks.render_due() == 1
    page = client_for(samira).get(f"/arbeit/berichte/{bericht.public_id}/").content.decode()
    paper = extract_text(io.BytesIO(files.read(BerichtPdf.objects.get().file)))

    for row in shown(bericht):
        for text in row:
            assert text in page
            assert text in paper
    sentence = "Bewilligte Vorhaben: 2 mit zusammen 550,00 Euro, davon 1 mit verminder"
    assert sentence in page
    assert sentence in re.sub(r"\s+", " ", paper)


def test_completed_head_makes_the_pdf_anew(bericht, samira):
    tasks.render_due()
    head = {name: getattr(bericht, name) for name in services.HEAD}

    services.complete_head(bericht, head | {"drucksache_number": "0815/VI"}, actor=samira)

    assert tasks.render_due() == 1
    paper = extract_text(io.BytesIO(files.read(BerichtPdf.objects.get().file)))
    assert "0815/VI" in paper


def test_markup_in_the_head_stays_text(bericht, samira, client_for):
    head = {name: getattr(bericht, name) for name in services.HEAD}
    hostile = "=1+1 <script>alert(1)</script>"
    bericht = services.complete_head(bericht, head | {"subject": hostile}, actor=samira)

    page = client_for(samira).get(f"/arbeit/berichte/{bericht.public_id}/").content.decode()
    book = load_workbook(io.BytesIO(spreadsheets.as_xlsx(bericht)))

    assert "<script>alert" not in page
    assert book.properties.title == hostile
