import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from portal.accounts.models import PrivateAddress
from portal.models import AuditEntry
from tests.accounts.test_residents import ask, mailed_code, user_of

INDEX = "/konto/adressen/"
CODE = "/konto/adressen/code/"


@pytest.fixture
def resident(aylin, client):
    client.force_login(aylin)
    return client


def add(client, email):
    client.post(INDEX, {"email": email})
    return client.post(CODE, {"code": mailed_code(email)})


def test_confirmed_address_leads_to_the_same_account(resident, aylin):
    assert add(resident, "privat@example.org").headers["Location"] == INDEX
    assert AuditEntry.objects.latest("seq").step == "account.address_added"

    other = Client()
    ask(other, "privat@example.org")
    other.post("/anmelden/code/", {"code": mailed_code("privat@example.org")})

    assert user_of(other) == aylin


def test_address_of_another_account_is_refused(resident, bogdan):
    response = add(resident, bogdan.email)

    assert response.status_code == 422
    assert "gehört schon zu einem Konto" in response.content.decode()
    assert PrivateAddress.objects.count() == 0


def test_address_is_unique_in_the_database_too(aylin, bogdan):
    PrivateAddress.objects.create(user=aylin, email="privat@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        PrivateAddress.objects.create(user=bogdan, email="privat@example.org")


def test_address_is_removed(resident, aylin):
    add(resident, "privat@example.org")
    address = aylin.private_addresses.get()

    resident.post(f"{INDEX}{address.public_id}/entfernen/")

    assert not aylin.private_addresses.exists()
    assert AuditEntry.objects.latest("seq").step == "account.address_removed"


def test_address_of_others_is_404(resident, bogdan):
    address = PrivateAddress.objects.create(user=bogdan, email="privat@example.org")

    response = resident.post(f"{INDEX}{address.public_id}/entfernen/")

    assert response.status_code == 404
    assert bogdan.private_addresses.exists()
