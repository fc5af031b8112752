"""Pages of the Richtlinie."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from portal.audit.models import AuditEntry
from stadtteilkasse.haushalt import queries, services
from stadtteilkasse.haushalt.models import Richtlinie
from tests.haushalt.test_pages_money import text

LIST = "/arbeit/richtlinien/"
NEW = f"{LIST}neu/"


@pytest.fixture
def in_force(db):
    return Richtlinie.objects.get()


@pytest.fixture
def draft(in_force, samira):
    contents = queries.contents_of(in_force)
    contents["values"]["valid_from"] = dt.date(2026, 4, 1)
    return services.draft_richtlinie(in_force.bezirk, contents=contents, actor=samira)


def url(name, richtlinie):
    return reverse(f"haushalt:{name}", kwargs={"public_id": richtlinie.public_id})


def fields_of(response):
    """What a browser would send back from the page of a draft, with nothing changed."""
    forms = response.context["forms"]
    data = {"version": str(response.context["version"])}
    for formset in forms.lists.values():
        data |= {field.html_name: field.value() for field in formset.management_form}
    for form in (forms.values, *(line for lines in forms.lists.values() for line in lines)):
        for field in form:
            value = field.value()
            if value not in (None, "", False):
                data[field.html_name] = "on" if value is True else field.field.prepare_value(value)
    return data


def last_step():
    return AuditEntry.objects.order_by("seq").last().step


# Look


@pytest.mark.parametrize("who", ["samira", "lothar", "koray", "petra", "renate"])
def test_list_shows_what_holds_and_the_drafts(who, draft, client_for, request):
    page = text(client_for(request.getfixturevalue(who)).get(LIST))

    assert "Richtlinie der Stadtteilkasse, Fassung 1 gilt 1. Januar 2020 500,00 €" in page
    assert "Richtlinie der Stadtteilkasse, Fassung 2 Mitte 1. April 2026 Samira Haddad" in page


def test_version_shows_its_rules_and_the_difference(draft, samira, lothar, client_for):
    contents = queries.contents_of(draft)
    contents["values"]["max_amount"] = Decimal("600.00")
    contents["kriterien"].pop(0)
    services.write_richtlinie(draft, contents=contents, actor=samira)

    page = text(client_for(lothar).get(url("richtlinie", draft)))

    assert "Höchstbetrag je Aktion 500,00 € 600,00 €" in page
    assert "Menschen, die hier leben.“ gilt entfällt" in page


def test_first_version_has_nothing_to_be_compared_with(in_force, lothar, client_for):
    page = text(client_for(lothar).get(url("richtlinie", in_force)))

    assert "Was sich ändert" not in page
    assert "freigegeben von Lothar Krüger" in page


def test_version_without_approved_texts_says_so(draft, samira, client_for):
    contents = queries.contents_of(draft)
    contents["values"]["texts_approved"] = False
    services.write_richtlinie(draft, contents=contents, actor=samira)

    page = text(client_for(samira).get(url("richtlinie", draft)))

    assert "Briefe unter dieser Fassung sind nicht gültig" in page


@pytest.mark.parametrize(
    ("who", "buttons"),
    [
        ("samira", ["Bearbeiten", "Entwurf verwerfen"]),
        ("lothar", ["Freigeben", "Entwurf verwerfen"]),
        ("koray", []),
    ],
)
def test_buttons_of_a_draft(who, buttons, draft, client_for, request):
    page = text(client_for(request.getfixturevalue(who)).get(url("richtlinie", draft)))

    known = ["Freigeben", "Bearbeiten", "Entwurf verwerfen"]
    assert [button for button in known if f" {button} " in page.replace("Freigeben muss", "")] == (
        buttons
    )


@pytest.mark.parametrize("who", ["timo", "aylin", "jutta", "sven"])
def test_pages_are_not_there_for_others(who, draft, client_for, request):
    client = client_for(request.getfixturevalue(who))

    for path in (LIST, NEW, url("richtlinie", draft), url("richtlinie_edit", draft)):
        assert client.get(path).status_code == 404


# Draft


def test_draft_starts_as_a_copy(in_force, samira, client_for):
    response = client_for(samira).post(NEW, {"region": ""})

    draft = Richtlinie.objects.get(state="draft")
    assert response.url == url("richtlinie_edit", draft)
    assert (draft.number, draft.region, draft.valid_from) == (2, None, dt.date(2026, 3, 2))
    assert draft.kostenarten.count() == in_force.kostenarten.count()
    assert last_step() == "richtlinie.drafted"


def test_draft_for_one_region(parkviertel, samira, client_for):
    client_for(samira).post(NEW, {"region": "014009"})

    draft = Richtlinie.objects.get(state="draft")
    assert (draft.number, draft.region) == (1, parkviertel)


def test_draft_for_a_region_that_is_none_says_so(samira, client_for):
    assert client_for(samira).post(NEW, {"region": "999999"}).status_code == 422


@pytest.mark.parametrize("who", ["koray", "petra", "renate", "timo", "sven"])
def test_draft_by_others_is_not_there(who, in_force, client_for, request):
    response = client_for(request.getfixturevalue(who)).post(NEW, {"region": ""})

    assert (response.status_code, Richtlinie.objects.count()) == (404, 1)


# Edit


def test_edit_saves_what_is_on_the_page(draft, samira, client_for):
    client = client_for(samira)
    before = queries.contents_of(draft)
    data = fields_of(client.get(url("richtlinie_edit", draft)))

    response = client.post(url("richtlinie_edit", draft), data)

    assert (response.status_code, response.url) == (302, url("richtlinie", draft))
    assert queries.contents_of(draft) == before
    assert last_step() == "richtlinie.edited"


def test_edit_changes_adds_and_strikes_lines(draft, samira, client_for):
    client = client_for(samira)
    data = fields_of(client.get(url("richtlinie_edit", draft)))
    count = int(data["kostenarten-INITIAL_FORMS"])
    data |= {
        "max_amount": "750,00",
        "kriterien-0-DELETE": "on",
        f"kostenarten-{count}-label": "Fahrräder",
        f"kostenarten-{count}-code": "fahrrad",
        f"kostenarten-{count}-rule": "allowed",
        "weiter": "1",
    }

    response = client.post(url("richtlinie_edit", draft), data)

    draft.refresh_from_db()
    assert response.url == url("richtlinie_edit", draft)
    assert draft.max_amount == Decimal("750.00")
    assert draft.kriterien.count() == 6
    assert draft.kostenarten.last().label == "Fahrräder"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"max_amount": "0"}, "Der Betrag muss mindestens 0,01 Euro sein."),
        ({"last_letter": "31.11."}, "Bitte schreiben Sie Tag und Monat so: 10.11."),
        ({"legal_form": ""}, "Freigegebene Texte brauchen eine Rechtsform."),
        ({"kostenarten-1-code": "material"}, "Das gibt es schon in einer anderen Zeile."),
        ({"kriterien-0-text": ""}, "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_edit_with_a_mistake_says_where_and_keeps_what_was_typed(
    changed, sentence, draft, samira, client_for
):
    client = client_for(samira)
    data = fields_of(client.get(url("richtlinie_edit", draft))) | {"title": "Neu"}

    response = client.post(url("richtlinie_edit", draft), data | changed)

    draft.refresh_from_db()
    assert response.status_code == 422
    assert sentence in text(response)
    assert response.context["forms"].values["title"].value() == "Neu"
    assert draft.title == "Richtlinie der Stadtteilkasse"


def test_edit_of_what_changed_meanwhile_can_be_saved_knowingly(draft, samira, client_for):
    client = client_for(samira)
    data = fields_of(client.get(url("richtlinie_edit", draft))) | {"title": "Von mir"}
    services.write_richtlinie(draft, contents=queries.contents_of(draft), actor=samira)

    first = client.post(url("richtlinie_edit", draft), data)
    second = client.post(
        url("richtlinie_edit", draft), data | {"version": str(first.context["version"])}
    )

    draft.refresh_from_db()
    assert (first.status_code, second.status_code) == (422, 302)
    assert "Jemand anderes hat das inzwischen geändert." in text(first)
    assert draft.title == "Von mir"


def test_edit_by_another_editor_is_shown_the_version_instead(draft, lothar, client_for):
    response = client_for(lothar).get(url("richtlinie_edit", draft))

    assert (response.status_code, response.url) == (302, url("richtlinie", draft))


def test_edit_by_another_editor_changes_nothing(draft, samira, lothar, client_for):
    page = client_for(samira).get(url("richtlinie_edit", draft))

    response = client_for(lothar).post(
        url("richtlinie_edit", draft), fields_of(page) | {"title": "Fremd"}
    )

    draft.refresh_from_db()
    assert response.status_code == 422
    assert "Diesen Entwurf schreibt Samira Haddad." in text(response)
    assert draft.title == "Richtlinie der Stadtteilkasse"


# Approve and discard


def test_approve(draft, lothar, client_for):
    response = client_for(lothar).post(
        url("richtlinie_approve", draft), {"version": str(draft.version)}
    )

    draft.refresh_from_db()
    assert response.url == url("richtlinie", draft)
    assert (draft.is_draft, draft.approved_by) == (False, lothar)
    assert last_step() == "richtlinie.approved"


def test_approve_of_what_was_not_read_is_refused(draft, samira, lothar, client_for):
    services.write_richtlinie(draft, contents=queries.contents_of(draft), actor=samira)

    response = client_for(lothar).post(
        url("richtlinie_approve", draft), {"version": "1"}, follow=True
    )

    draft.refresh_from_db()
    assert "Jemand anderes hat das inzwischen geändert." in text(response)
    assert draft.is_draft


@pytest.mark.parametrize("who", ["samira", "koray", "renate", "sven"])
def test_approve_by_others_is_not_there(who, draft, client_for, request):
    user = request.getfixturevalue(who)

    response = client_for(user).post(url("richtlinie_approve", draft), {"version": "1"})

    draft.refresh_from_db()
    assert (response.status_code, draft.is_draft) == (404, True)


def test_discard(draft, samira, client_for):
    response = client_for(samira).post(url("richtlinie_discard", draft), {})

    assert (response.url, Richtlinie.objects.count()) == (LIST, 1)
    assert last_step() == "richtlinie.discarded"


def test_discard_of_an_approved_version_says_why_not(in_force, lothar, client_for):
    response = client_for(lothar).post(url("richtlinie_discard", in_force), {}, follow=True)

    assert "Diese Fassung ist freigegeben und ändert sich nicht mehr." in text(response)
    assert Richtlinie.objects.count() == 1


@pytest.mark.parametrize("who", ["koray", "renate", "sven"])
def test_discard_by_others_is_not_there(who, draft, client_for, request):
    response = client_for(request.getfixturevalue(who)).post(url("richtlinie_discard", draft), {})

    assert (response.status_code, Richtlinie.objects.count()) == (404, 2)


@pytest.mark.parametrize("name", ["richtlinie_approve", "richtlinie_discard"])
def test_acts_refuse_get(name, draft, lothar, client_for):
    assert client_for(lothar).get(url(name, draft)).status_code == 405
