"""The pages that benchmarks compare with are what they say. Nothing is timed here."""

import pytest
from django.test import Client

from benchmarks.measure import queries_of
from benchmarks.reference_urls import ROWS
from tests.support.cases import make_case

pytestmark = [pytest.mark.django_db, pytest.mark.urls("benchmarks.reference_urls")]


def test_empty_page_sends_no_query():
    assert queries_of(lambda: Client().get("/_benchmarks/empty/")) == 0


def test_minimal_list_has_25_rows_from_one_query():
    for _ in range(ROWS + 1):
        make_case()

    page = Client().get("/_benchmarks/list/")

    assert page.content.count(b"<tr>") == ROWS
    assert queries_of(lambda: Client().get("/_benchmarks/list/")) == 1
