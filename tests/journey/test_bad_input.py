"""Whatever somebody types into a field of the application: kept exactly, or answered.

An answer is a sentence at the field, and all that was typed still stands in the form.
"""

import pytest
from django import forms

from stadtteilkasse.antrag.models import ApplicantKind
from stadtteilkasse.antrag.services import draft
from tests.antrag.journey import ANSWERS, complete_draft, cost_lines, kind_code, page
from tests.support.clients import client_for

pytestmark = pytest.mark.django_db

TYPED = {
    "markup": "<script>alert(1)</script>",
    "markup in an attribute": '"><img src=x onerror=alert(1)>',
    "formula": "=1+1",
    "template": "{{ case.email }} %(day)s {0}",
    "much": "x" * 10_000,
    "NaN": "NaN",
    "Arabic digits": "١٢٣٤٥",
    "superscript digits": "²³",
    "Vietnamese": "Nguyễn",
    "Polish": "Żółć",
    "Arabic": "محمد",
    "emoji": "👩🏽‍🌾🎉",
    "quotes": 'O\'Neill "&" Söhne; DROP TABLE--',
    "zero byte": "a\x00b",
    "direction": "\u202egnp.exe",
    "many digits": "9" * 10_000,
    "spaces": "   ",
}
SLUGS = ["ort", "kontakt", "aktion", "mitmachen"]


@pytest.fixture
def at_home(aylin):
    """Aylin's client and a draft of hers for a Verein, which is asked the most."""
    case = complete_draft(aylin)
    draft.save_answers(
        case, {"applicant_kind": ApplicantKind.LEGAL_PERSON}, section="applicant", actor=aylin
    )
    return client_for(aylin), case


def text_fields(form):
    return [
        field.name
        for field in form
        if isinstance(field.field.widget, forms.Textarea | forms.TextInput)
    ]


def right_answers(slug):
    verein = {"organisation": "Hofverein", "nonprofit": "True", "input_tax": "False"}
    return ANSWERS[slug] | (verein if slug == "kontakt" else {})


def assert_kept_or_answered(response, name, typed, kept):
    """`kept` is what the case now holds of the field."""
    if response.status_code == 302:
        assert str(kept) in (typed.strip(), str(as_number(typed))), name
        return
    assert response.status_code == 422, name
    form = response.context["form"]
    assert form.errors[name], name
    assert {field.name: field.value() for field in form if field.name == name} == {name: typed}


def as_number(typed):
    return int(typed) if typed.isdecimal() else None


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_every_text_field_keeps_or_answers(at_home, slug, typed):
    client, case = at_home
    for name in text_fields(client.get(page(case, slug)).context["form"]):
        response = client.post(page(case, slug), right_answers(slug) | {name: typed})

        case.refresh_from_db()
        assert_kept_or_answered(response, name, typed, getattr(case, name))


@pytest.mark.parametrize("slug", SLUGS)
def test_wrong_field_loses_nothing_of_the_others(at_home, slug):
    client, case = at_home
    names = text_fields(client.get(page(case, slug)).context["form"])
    wrong = names[-1]
    typed = {name: f"{name} محمد" for name in names} | {wrong: "x" * 10_000}

    response = client.post(page(case, slug), right_answers(slug) | typed)

    form = response.context["form"]
    assert response.status_code == 422
    assert {name: form[name].value() for name in names} == typed


@pytest.mark.parametrize("name", ["label", "quantity", "unit_price"])
@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_cost_line_keeps_or_answers(at_home, name, typed):
    client, case = at_home
    field = f"zeile-0-{name}"
    plan = cost_lines(("Bänke", kind_code(case.region), "1", "1"), own_money="", income="")

    response = client.post(page(case, "kosten"), plan | {field: typed})

    if response.status_code == 302:
        kept = str(getattr(case.costs.get(), name))
        assert kept in (typed.strip(), f"{as_number(typed)}.00", "1.00")
        return
    line = response.context["rows"][0]["form"]
    assert response.status_code == 422
    assert line.errors or response.context["plan"].money.errors
    assert line[name].value() == typed


@pytest.mark.parametrize("name", ["own_money", "other_money", "other_money_from", "income"])
@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_other_money_keeps_or_answers(at_home, name, typed):
    client, case = at_home
    plan = cost_lines(("Bänke", kind_code(case.region), "1", "400"), other_money="1")

    response = client.post(page(case, "kosten"), plan | {"other_money_from": "AWO", name: typed})

    if response.status_code == 302:
        case.refresh_from_db()
        kept = str(getattr(case, name))
        assert kept in (typed.strip(), f"{as_number(typed)}.00", "0.00")
        return
    money = response.context["plan"].money
    assert response.status_code == 422
    assert money[name].value() == typed


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_address_search_answers(client, db, typed):
    for name in ("street", "house_number", "postal_code"):
        sent = {"street": "Togostraße", "house_number": "", "postal_code": "", name: typed}

        response = client.post("/", sent)

        assert response.status_code in (200, 422), name
        assert response.context["form"][name].value() == typed


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_login_answers(client, db, typed):
    response = client.post("/anmelden/", {"email": typed})

    assert response.status_code == 422
    assert response.context["form"]["email"].value() == typed


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_addresses_of_pages_answer(at_home, koray, typed):
    staff = client_for(koray)
    for parameter in ("suche", "seite", "stand", "betrag_von", "stadtteil", "jahr", "sortierung"):
        response = staff.get("/arbeit/antraege/", {parameter: typed})

        assert response.status_code == 200, parameter


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_hidden_fields_answer(at_home, typed):
    client, case = at_home
    for field in ("version", "einmal", "step", "csrfmiddlewaretoken"):
        response = client.post(page(case, "aktion"), ANSWERS["aktion"] | {field: typed})

        assert response.status_code in (302, 422), field


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_number_of_cost_lines_answers(at_home, typed):
    client, case = at_home
    plan = cost_lines(("Bänke", kind_code(case.region), "1", "1"), **{"zeile-TOTAL_FORMS": typed})
    for step in ("zeile-dazu", "zeile-weg-0", "zeile-weg-9", ""):
        response = client.post(page(case, "kosten"), plan | {"step": step})

        assert response.status_code in (200, 302, 422), step
