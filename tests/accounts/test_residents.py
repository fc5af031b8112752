import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from portal.accounts import services
from portal.accounts.limits import allow
from portal.accounts.models import LoginCode
from portal.accounts.residents import MOST_A_DAY
from portal.models import AuditEntry, Message, User
from portal.models.user import normalise_email

LOGIN = "/anmelden/"
CODE = "/anmelden/code/"


def mailed_code(email):
    message = Message.objects.filter(to=normalise_email(email)).latest("pk")
    return re.search(r"\d{3} \d{3}", message.body).group()


def ask(client, email, next_page=""):
    return client.post(LOGIN, {"email": email, "next": next_page})


def wrong(code):
    return f"{(int(code.replace(' ', '')) + 1) % 10**6:06}"


def user_of(client):
    return client.get(LOGIN).wsgi_request.user


def test_new_address_gets_an_account_when_the_code_is_right(client, db):
    response = ask(client, "Neu@Example.org")
    assert response.headers["Location"] == CODE
    assert not User.objects.filter(email="neu@example.org").exists()

    response = client.post(CODE, {"code": mailed_code("neu@example.org")})

    assert response.headers["Location"] == "/meine-antraege/"
    assert user_of(client) == User.objects.get(email="neu@example.org")
    assert AuditEntry.objects.latest("seq").step == "account.created"


def test_known_address_logs_in_to_its_account(client, aylin):
    ask(client, "AYLIN@example.org ")

    client.post(CODE, {"code": mailed_code(aylin.email)})

    assert user_of(client) == aylin


def test_known_and_unknown_addresses_look_the_same(aylin):
    answers = []
    for email in ("aylin@example.org", "fremd@example.org"):
        client = Client()
        response = ask(client, email)
        page = client.get(CODE).content.decode().replace(email, "…")
        mail = Message.objects.get(to=email)
        text = re.sub(r"\d{3} \d{3}", "…", mail.subject + mail.body)
        answers.append((response.status_code, response.headers["Location"], text, mask(page)))

    assert answers[0] == answers[1]


def mask(page):
    return re.sub(r'(value|nonce)="[^"]{16,}"', "", page)


def test_known_and_unknown_addresses_take_the_same_queries(aylin):
    ask(Client(), "erste@example.org")

    assert queries_for("aylin@example.org") == queries_for("fremd@example.org")


def queries_for(email):
    # The places that other tries took in the limits cost queries of their own.
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        ask(Client(), email)
    return [query["sql"].split(" ")[0] for query in queries]


@pytest.mark.parametrize("shape", ["{}", " {} ", "Ihr Code: {}", "{}\n"])
def test_pasted_code_is_understood(client, aylin, shape):
    ask(client, aylin.email)

    client.post(CODE, {"code": shape.format(mailed_code(aylin.email))})

    assert user_of(client) == aylin


def test_wrong_code_says_so_and_may_be_tried_again(client, aylin):
    ask(client, aylin.email)
    code = mailed_code(aylin.email)

    response = client.post(CODE, {"code": wrong(code)})

    assert response.status_code == 422
    assert "nicht der Code" in response.content.decode()
    client.post(CODE, {"code": code})
    assert user_of(client) == aylin


def test_code_tried_too_often_is_dead(client, aylin):
    ask(client, aylin.email)
    code = mailed_code(aylin.email)
    for _ in range(services.MOST_ATTEMPTS):
        client.post(CODE, {"code": wrong(code)})

    response = client.post(CODE, {"code": code})

    assert response.status_code == 422
    assert "zu oft falsch" in response.content.decode()
    assert user_of(client).is_anonymous


@pytest.mark.parametrize(("minutes", "works"), [(30, True), (31, False)])
def test_code_is_good_for_thirty_minutes(client, aylin, clock, minutes, works):
    ask(client, aylin.email)

    clock.set(clock.now() + dt.timedelta(minutes=minutes))
    client.post(CODE, {"code": mailed_code(aylin.email)})

    assert user_of(client).is_authenticated is works


def test_code_is_good_once(client, aylin):
    ask(client, aylin.email)
    waiting = client.session["login_code"]
    client.post(CODE, {"code": mailed_code(aylin.email)})
    second = Client()
    ask(second, "sven@example.org")
    session = second.session
    session["login_code"] = waiting
    session.save()

    response = second.post(CODE, {"code": mailed_code(aylin.email)})

    assert response.status_code == 422
    assert user_of(second).is_anonymous


def test_code_is_good_in_the_browser_that_asked_only(client, aylin):
    ask(client, aylin.email)

    response = Client().post(CODE, {"code": mailed_code(aylin.email)})

    assert response.headers["Location"] == LOGIN


def test_code_is_not_stored_as_it_is(client, aylin):
    ask(client, aylin.email)

    digits = mailed_code(aylin.email).replace(" ", "")
    row = LoginCode.objects.latest("pk")
    assert digits not in str(row.__dict__)


def test_code_that_adds_an_address_does_not_log_in(client, aylin, sven):
    row = services.send_code(sven.email, language="de", adds_to=aylin)
    session = client.session
    session["login_code"] = {"id": row.public_id, "email": row.email}
    session.save()

    client.post(CODE, {"code": mailed_code(sven.email)})

    assert user_of(client).is_anonymous


def test_next_page_of_ours_is_followed(client, aylin):
    response = ask(client, aylin.email, "/antrag/neu/?teil=2")
    assert response.headers["Location"] == "/anmelden/code/?next=%2Fantrag%2Fneu%2F%3Fteil%3D2"

    response = client.post(response.headers["Location"], {"code": mailed_code(aylin.email)})

    assert response.headers["Location"] == "/antrag/neu/?teil=2"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:1"])
def test_next_page_of_others_is_not_followed(client, aylin, target):
    ask(client, aylin.email, target)

    response = client.post(CODE, {"code": mailed_code(aylin.email), "next": target})

    assert response.headers["Location"] == "/meine-antraege/"


def test_draft_in_the_session_survives_and_the_session_key_changes(client, aylin):
    session = client.session
    session["draft"] = "abc"
    session.save()
    ask(client, aylin.email)
    key_before = client.session.session_key

    client.post(CODE, {"code": mailed_code(aylin.email)})

    assert client.session["draft"] == "abc"
    assert client.session.session_key != key_before


STEPS = []


def note_step(request, user):
    STEPS.append((request.session.get("draft"), user.email))


@override_settings(LOGIN_STEPS=["tests.accounts.test_residents.note_step"])
def test_login_steps_get_request_and_person(client, aylin):
    session = client.session
    session["draft"] = "abc"
    session.save()
    ask(client, aylin.email)

    client.post(CODE, {"code": mailed_code(aylin.email)})

    assert [("abc", aylin.email)] == STEPS


def test_closed_account_is_refused(client, aylin):
    User.objects.filter(pk=aylin.pk).update(is_active=False)
    ask(client, aylin.email)

    response = client.post(CODE, {"code": mailed_code(aylin.email)})

    assert "geschlossen" in response.content.decode()
    assert user_of(client).is_anonymous


def test_too_many_codes_for_one_address_are_refused(db):
    answers = [ask(Client(), "viel@example.org").status_code for _ in range(6)]

    assert answers == [302] * 5 + [422]
    assert Message.objects.filter(to="viel@example.org").count() == 5


def test_too_many_codes_in_a_day_are_refused_for_known_and_unknown_addresses(aylin):
    pages = []
    for email in (aylin.email, "fremd@example.org"):
        for _ in range(MOST_A_DAY - 1):
            allow("code_to_in_a_day", email, times=MOST_A_DAY, seconds=24 * 3600)
        assert ask(Client(), email).status_code == 302

        refused = ask(Client(), email.upper())

        assert refused.status_code == 422
        assert refused.context["form"].errors["email"] == [
            "An diese Adresse gingen heute schon sehr viele Codes. Bitte versuchen Sie es morgen "
            "noch einmal, oder rufen Sie uns an."
        ]
        assert Message.objects.filter(to=email).count() == 1
        pages.append(mask(refused.content.decode().replace(email.upper(), "…")))

    assert pages[0] == pages[1]


def test_logout_is_post_only(client, aylin):
    client.force_login(aylin)

    assert client.get("/abmelden/").status_code == 405
    assert user_of(client) == aylin
    client.post("/abmelden/")
    assert user_of(client).is_anonymous


def test_old_codes_are_forgotten(aylin, clock):
    services.send_code(aylin.email, language="de")
    clock.set(clock.now() + dt.timedelta(hours=25))
    services.send_code(aylin.email, language="de")

    assert services.forget_old_codes() == 1
    assert LoginCode.objects.count() == 1
