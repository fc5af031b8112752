import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.management import call_command
from django.test import Client

from portal.access import SECOND_FACTOR
from portal.accounts import mfa
from portal.models import AuditEntry, Message

LOGIN = "/arbeit/anmelden/"
FACTOR = "/arbeit/anmelden/zweiter-faktor/"
SET_UP = "/arbeit/anmelden/einrichten/"
CODES = "/arbeit/anmelden/notfallcodes/"
ROLES = "/arbeit/rollen/"
PASSWORD = "vier lange Wörter hier"


@pytest.fixture
def lothar(lothar):
    lothar.set_password(PASSWORD)
    lothar.save()
    return lothar


@pytest.fixture
def key(lothar):
    """Lothar's second factor, set up."""
    key = mfa.new_key()
    mfa.set_up(lothar, key=key, code=code_of(key))
    return key


def code_of(key, steps=0):
    counter = int(time.time()) // 30 + steps
    return totp.format_hotp_value(totp.hotp_value(key, counter))


def log_in(client, password=PASSWORD, next_page=ROLES):
    return client.post(
        LOGIN, {"email": "Lothar@example.org", "password": password, "next": next_page}
    )


def test_password_and_second_factor_lead_to_the_page(client, key):
    response = log_in(client)
    assert response.headers["Location"] == f"{FACTOR}?next=%2Farbeit%2Frollen%2F"
    assert client.get(ROLES).status_code == 302

    response = client.post(response.headers["Location"], {"code": code_of(key)})

    assert response.headers["Location"] == ROLES
    assert client.get(ROLES).status_code == 200


@pytest.mark.parametrize(
    "email", ["lothar@example.org", "niemand@example.org", "aylin@example.org"]
)
def test_wrong_password_says_the_same_for_everybody(client, lothar, email):
    response = client.post(LOGIN, {"email": email, "password": "falsch"})

    assert response.status_code == 422
    assert "E-Mail-Adresse oder Passwort stimmt nicht" in response.content.decode()


def test_password_alone_opens_nothing_to_who_has_no_role(client, sven):
    sven.set_password(PASSWORD)
    sven.save()
    client.post(LOGIN, {"email": sven.email, "password": PASSWORD})

    assert [client.get(page).status_code for page in (FACTOR, SET_UP, CODES, ROLES)] == [404] * 4


def test_password_is_limited(client, lothar):
    answers = [log_in(Client(), password="falsch").status_code for _ in range(9)]

    assert answers == [422] * 8 + [429]
    assert log_in(client).status_code == 429


def test_second_factor_is_limited(client, key):
    log_in(client)

    answers = [client.post(FACTOR, {"code": "000000"}).status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]
    assert SECOND_FACTOR not in client.session


def test_code_is_good_once(client, key):
    other = Client()
    log_in(client)
    log_in(other)
    code = code_of(key)

    assert client.post(FACTOR, {"code": code}).status_code == 302
    assert other.post(FACTOR, {"code": code}).status_code == 422


def test_recovery_code_is_good_once(client, key, lothar):
    code = mfa.recovery_codes(lothar)[0]
    log_in(client)
    assert client.post(FACTOR, {"code": code}).status_code == 302

    other = Client()
    log_in(other)
    assert other.post(FACTOR, {"code": code}).status_code == 422


def test_first_login_sets_up_the_second_factor(client, lothar):
    log_in(client)
    assert client.get(FACTOR).headers["Location"] == SET_UP
    page = client.get(SET_UP).content.decode()
    key = client.session["second_factor_key"]
    assert key in page
    assert 'src="data:image/svg+xml;base64,' in page

    response = client.post(SET_UP, {"code": code_of(key), "next": ROLES})

    assert response.headers["Location"] == f"{CODES}?next=%2Farbeit%2Frollen%2F"
    assert AuditEntry.objects.latest("seq").step == "second_factor.set_up"
    assert mfa.recovery_codes(lothar)[0] in client.get(CODES).content.decode()
    response = client.post(CODES, {"next": ROLES})
    assert response.headers["Location"] == ROLES
    assert mfa.recovery_codes(lothar)[0] not in client.get(CODES).content.decode()


def test_wrong_code_sets_up_nothing(client, lothar):
    log_in(client)
    client.get(SET_UP)

    response = client.post(SET_UP, {"code": "000000"})

    assert response.status_code == 422
    assert not mfa.is_set_up(lothar)


def test_second_factor_once_set_up_is_not_replaced_by_the_password(client, key, lothar):
    log_in(client)

    assert client.get(SET_UP).headers["Location"] == FACTOR
    assert client.post(SET_UP, {"code": "000000"}).headers["Location"] == FACTOR
    assert client.get(CODES).status_code == 302


def test_keys_are_encrypted_in_the_database(key, lothar):
    factor = Authenticator.objects.get(user=lothar, type=mfa.Kind.TOTP)

    assert key not in str(factor.data)
    assert factor.wrap().validate_code(code_of(key, steps=1))


def test_renewed_recovery_codes_replace_the_old(client, key, lothar):
    old = mfa.recovery_codes(lothar)
    log_in(client)
    client.post(FACTOR, {"code": code_of(key)})

    client.post(CODES)

    assert set(old).isdisjoint(mfa.recovery_codes(lothar))
    assert AuditEntry.objects.latest("seq").step == "recovery_codes.renewed"


def test_second_factor_does_not_pass_to_another_person(client, key, samira):
    log_in(client)
    client.post(FACTOR, {"code": code_of(key)})
    samira.set_password(PASSWORD)
    samira.save()

    client.post(LOGIN, {"email": samira.email, "password": PASSWORD})

    assert SECOND_FACTOR not in client.session


def test_operator_resets_a_second_factor(key, lothar):
    call_command("reset_second_factor", lothar.email)

    assert not mfa.is_set_up(lothar)
    assert Message.objects.get(to=lothar.email).kind == "second_factor"


def test_forgotten_password_is_chosen_anew(client, lothar, key):
    client.post("/arbeit/passwort/", {"email": lothar.email})
    link = re.search(r"http\S+", Message.objects.get(to=lothar.email).body).group()
    path = link.partition("8000")[2]
    form = client.get(path).headers["Location"]
    new = "fünf ganz andere Wörter jetzt"

    response = client.post(form, {"new_password1": new, "new_password2": new})

    assert response.headers["Location"] == LOGIN
    assert log_in(Client(), password=new).status_code == 302
    assert mfa.is_set_up(lothar)
    assert "gilt nicht mehr" in Client().get(path).content.decode()


@pytest.mark.parametrize("email", ["niemand@example.org", "aylin@example.org"])
def test_password_of_who_is_no_staff_is_answered_alike_without_a_link(client, aylin, email):
    response = client.post("/arbeit/passwort/", {"email": email})

    assert response.headers["Location"] == LOGIN
    assert "http" not in Message.objects.get(to=email).body


def test_weak_password_is_refused(client, lothar):
    from portal.accounts.services import password_url

    form = client.get(password_url(lothar).partition("8000")[2]).headers["Location"]

    response = client.post(form, {"new_password1": "123456", "new_password2": "123456"})

    assert "12 Zeichen" in response.content.decode()
