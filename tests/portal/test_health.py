import pytest
from django.core.files.storage import storages
from django.db import connection

from portal import health


@pytest.fixture(autouse=True)
def _forget():
    health._check_migrations.cache_clear()
    yield
    health._check_migrations.cache_clear()


def test_livez_answers_without_a_database(client, django_assert_num_queries):
    response = client.get("/livez")

    assert (response.status_code, response.content) == (200, b"ok")


def test_readyz_checks_database_migrations_and_storage(db, client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": True, "migrations": True, "storage": True}
    assert "no-store" in response["Cache-Control"]


def test_readyz_leaves_nothing_in_the_storage(db, client, settings):
    before = set(storages["private"].listdir("")[1])

    client.get("/readyz")

    assert set(storages["private"].listdir("")[1]) == before


def test_readyz_without_a_database_is_503(real_db, client, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", "nowhere")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": False, "migrations": False, "storage": True}


def test_readyz_with_a_missing_migration_is_503_until_it_is_applied(db, client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'portal'")

    assert client.get("/readyz").json()["migrations"] is False


def test_readyz_with_a_storage_that_cannot_be_written_is_503(db, client, settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "file"},
        },
    }

    response = client.get("/readyz")

    assert (response.status_code, response.json()["storage"]) == (503, False)


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_refuses_post(client, path):
    assert client.post(path).status_code == 405
