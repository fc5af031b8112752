from collections import Counter

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from regions.roles.cast import CAST
from tests.access.matrix import EVERYBODY, Row, all_patterns, all_rows, page
from tests.support.clients import client_for

ROWS = all_rows()

# No browser sends less.
EMPTY_FORM = {"csrfmiddlewaretoken": ""}


def test_every_url_pattern_has_one_row():
    assert Counter(row.name for row in ROWS) == Counter(all_patterns())


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_everybody_gets_what_the_matrix_says(row, sessions):
    url = reverse(row.name, kwargs=row.args())

    found = {
        (person, method): _status(url, method, sessions[person])
        for person in sorted(EVERYBODY)
        for method in ("GET", "POST")
    }

    expected = {(person, method): row.expected(method, person) for person, method in found}
    assert found == expected


@pytest.mark.django_db
def test_a_wrong_row_is_found(sessions):
    planted = page("roles:index", get=200)

    found = _status(reverse(planted.name), "GET", sessions["sven"])

    assert found != planted.expected("GET", "sven")


def test_a_group_that_stands_first_counts():
    row = Row("x", get={frozenset({"sven"}): 404, EVERYBODY: 200}, post={EVERYBODY: 405}, args=dict)

    assert [row.expected("GET", person) for person in ("sven", "lothar")] == [404, 200]


@pytest.fixture
def sessions(db):
    """Session cookies of everybody; the second factor is given in each."""
    emails = {member.key: member.email for member in CAST}
    people = {
        user.email: user for user in get_user_model().objects.filter(email__in=emails.values())
    }
    cookies = {key: client_for(people[email]).cookies for key, email in emails.items()}
    return cookies | {"anonymous": Client().cookies}


def _status(url, method, cookies):
    """What one request is answered with; what it changed is undone."""
    client = Client()
    client.cookies.update(cookies)
    with transaction.atomic():
        response = client.get(url) if method == "GET" else client.post(url, EMPTY_FORM)
        transaction.set_rollback(True)
    return response.status_code
