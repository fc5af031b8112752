import pytest

from portal import navigation


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["koray", "samira", "lothar", "petra", "renate", "timo"])
def test_every_line_of_the_menu_opens(person, request, client_for):
    client = client_for(request.getfixturevalue(person))
    menu = client.get("/arbeit/").context["staff_menu"]

    statuses = {item.path: client.get(item.path, follow=True).status_code for item in menu}

    assert statuses == dict.fromkeys(statuses, 200)
    assert "/arbeit/" in statuses


@pytest.mark.django_db
def test_resident_has_no_menu_of_the_staff(aylin, client_for):
    assert list(client_for(aylin).get("/impressum/").context["staff_menu"]) == []


def test_line_shows_to_whom_its_page_opens():
    paths = {
        role: [item.path for item in navigation.staff_menu("/arbeit/rollen/", {role})]
        for role in ("leitung", "stadtteilkoordination")
    }

    assert "/arbeit/rollen/" in paths["leitung"]
    assert "/arbeit/rollen/" not in paths["stadtteilkoordination"]


def test_the_longest_beginning_is_the_place_where_one_is():
    menu = navigation.staff_menu("/arbeit/rollen/person/", {"leitung"})

    assert [item.path for item in menu if item.is_current] == ["/arbeit/rollen/"]


@pytest.mark.django_db
def test_every_line_of_the_public_menu_opens(client):
    paths = [item.path for item in navigation.public_menu("/")]

    assert {path: client.get(path, follow=True).status_code for path in paths} == dict.fromkeys(
        paths, 200
    )
