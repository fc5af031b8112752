from django.contrib.auth import get_user_model

from tests.access.matrix import AYLIN, COORDINATION, ELSE, SAMIRA, logged_in, only, page
from tests.antrag.journey import complete_draft
from tests.support.cases import make_case

OFFICES = COORDINATION | SAMIRA


def aylin():
    return get_user_model().objects.get(email="aylin@example.org")


def draft():
    return {"public_id": complete_draft(aylin()).public_id}


def draft_page(slug):
    return lambda: draft() | {"slug": slug}


def sent():
    return {"public_id": make_case(applicant=aylin()).public_id}


def returned():
    return {"public_id": make_case("returned", applicant=aylin()).public_id}


def no_file():
    return draft() | {"file_id": "a" * 16}


def mine(status):
    """A draft is its person's alone; who is not logged in is a stranger too."""
    return {AYLIN: status, ELSE: 404}


ROWS = [
    page("antrag:start"),
    page("antrag:begin", get=405, post=302),
    page("antrag:intake", get=only(OFFICES), post=only(OFFICES, 422)),
    page("antrag:overview", args=draft, get=mine(200)),
    page("antrag:page", args=draft_page("aktion"), get=mine(200), post=mine(422)),
    page("antrag:choose_place", args=draft, get=mine(200), post=mine(422)),
    # No other programme at this place: on to the next page.
    page("antrag:area", args=draft, get=mine(302), post=mine(302)),
    page("antrag:check", args=draft, get=mine(200), post=mine(302)),
    page("antrag:delete", args=draft, get=mine(200), post=mine(302)),
    page("antrag:later", args=draft, get=only(AYLIN)),
    page("antrag:file", args=no_file, get=404),
    page("antrag:remove_file", args=no_file, get=405, post=404),
    page("antrag:sent", args=sent, get=only(AYLIN)),
    page("antrag:confirmation", args=sent, get=only(AYLIN)),
    page("antrag:answer", args=returned, get=only(AYLIN), post=only(AYLIN, 302)),
    page("antrag:withdraw", args=sent, get=only(AYLIN), post=only(AYLIN, 302)),
    page("meine:index", get=logged_in()),
    page("meine:case", args=sent, get=only(AYLIN)),
]
