import datetime as dt

import pytest
from django.urls import reverse

from portal.accounts import mfa
from portal.models import AuditEntry, Message, User
from regions.roles import queries, services
from regions.roles.models import Assignment
from regions.roles.permissions import Role

INDEX = "/arbeit/rollen/"


@pytest.fixture
def leitung(lothar, client_for):
    return client_for(lothar)


def end_url(user):
    return reverse("roles:end", args=[user.assignments.get().public_id])


def given(**changes):
    return {
        "email": "neu@example.org",
        "name": "Nora Neu",
        "role": "zahlung",
        "area": "01",
        "valid_from": "2026-03-02",
        "valid_until": "",
    } | changes


def test_assignment_that_runs_out_gives_404_without_a_worker(koray, client_for, clock):
    Assignment.objects.filter(user=koray).update(valid_until=dt.date(2026, 3, 31))
    client = client_for(koray)
    page = "/arbeit/anmelden/notfallcodes/"
    assert client.get(page).status_code == 200

    clock.set(dt.date(2026, 4, 1))

    assert client.get(page).status_code == 404


def test_staff_page_asks_for_the_second_factor_however_one_logged_in(lothar, client):
    client.force_login(lothar)

    response = client.get(INDEX)

    assert response.headers["Location"] == "/arbeit/anmelden/zweiter-faktor/?next=/arbeit/rollen/"


def test_index_lists_by_person_and_by_area(leitung):
    by_person = leitung.get(INDEX).content.decode()
    by_area = leitung.get(INDEX, {"nach": "gebiet"}).content.decode()

    assert "Koray Yıldız" in by_person
    assert by_area.index("Mitte") < by_area.index("Moabit Ost") < by_area.index("Parkviertel")


def test_index_hides_what_is_over_until_asked(leitung, lothar, koray):
    services.end_role(koray.assignments.get(), actor=lothar)

    assert "Koray" not in leitung.get(INDEX).content.decode()
    assert "Koray" in leitung.get(INDEX, {"beendete": ""}).content.decode()


def test_index_takes_the_same_queries_with_more_rows(
    leitung, lothar, sven, django_assert_num_queries
):
    # What the frame keeps for the process.
    leitung.get(INDEX)
    with django_assert_num_queries(6):
        leitung.get(INDEX)

    for region in queries.regions_of(lothar):
        services.give_role(
            sven, role=Role.ZAHLUNG, area=region, actor=lothar, valid_from=dt.date(2026, 3, 2)
        )
    with django_assert_num_queries(6):
        leitung.get(INDEX)


def test_technik_sees_the_list_and_gives_nothing(timo, client_for):
    client = client_for(timo)

    assert "Rolle geben" not in client.get(INDEX).content.decode()
    assert client.post(reverse("roles:give"), given()).status_code == 404
    assert not User.objects.filter(email="neu@example.org").exists()


def test_give_works(leitung):
    response = leitung.post(reverse("roles:give"), given())

    assert response.headers["Location"] == INDEX
    assert queries.holds_role(User.objects.get(email="neu@example.org"), Role.ZAHLUNG)
    assert AuditEntry.objects.latest("seq").step == "role.given"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "lothar@example.org"}, "selbst keine Rolle"),
        ({"role": "pruefung"}, "letzten Tag"),
        ({"area": "02"}, "02"),
        ({"valid_from": ""}, "Bitte geben Sie ein Datum an"),
    ],
)
def test_give_with_wrong_input_says_why_and_keeps_what_was_typed(leitung, change, sentence):
    response = leitung.post(reverse("roles:give"), given(**change))

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Nora Neu" in page
    assert not User.objects.filter(email="neu@example.org").exists()


def test_end_works(leitung, koray):
    response = leitung.post(end_url(koray), {"ended_on": "2026-03-02", "version": "1"})

    assert response.headers["Location"] == INDEX
    assert not queries.holds_role(koray)
    assert AuditEntry.objects.latest("seq").step == "role.ended"


def test_end_of_a_changed_row_shows_how_it_is_now(leitung, koray):
    response = leitung.post(end_url(koray), {"ended_on": "2026-03-02", "version": "0"})

    assert response.status_code == 422
    assert "inzwischen geändert" in response.content.decode()
    assert queries.holds_role(koray)


@pytest.mark.parametrize("name", ["koray", "samira", "timo", "sven"])
def test_end_by_others_is_404_and_changes_nothing(name, kerstin, client_for, request):
    client = client_for(request.getfixturevalue(name))

    response = client.post(end_url(kerstin), {"ended_on": "2026-03-02", "version": "1"})

    assert response.status_code == 404
    assert queries.holds_role(kerstin)


def test_end_in_another_bezirk_is_404(leitung, koray):
    from regions.models import Bezirk

    elsewhere = Bezirk.objects.exclude(pk="01").first() or Bezirk.objects.create(pk="99", name="X")
    Assignment.objects.filter(user=koray).update(region=None, bezirk=elsewhere)

    assert leitung.get(end_url(koray)).status_code == 404


def test_technik_resets_a_second_factor(timo, koray, client_for):
    factor = mfa.Authenticator.objects.create(user=koray, type=mfa.Kind.TOTP, data={})
    url = reverse("roles:reset_second_factor", args=[koray.public_id])

    response = client_for(timo).post(url)

    assert response.status_code == 302
    assert not mfa.Authenticator.objects.filter(pk=factor.pk).exists()
    assert Message.objects.get(to=koray.email).kind == "second_factor"
    assert AuditEntry.objects.latest("seq").step == "second_factor.reset"


def test_nobody_resets_their_own_second_factor(timo, client_for):
    mfa.Authenticator.objects.create(user=timo, type=mfa.Kind.TOTP, data={})

    client_for(timo).post(reverse("roles:reset_second_factor", args=[timo.public_id]))

    assert mfa.is_set_up(timo)


def test_strangers_are_no_staff(leitung, sven):
    assert leitung.get(reverse("roles:person", args=[sven.public_id])).status_code == 404
