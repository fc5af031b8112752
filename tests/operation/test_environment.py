import re
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import environment
from tools import as_production
from tools.sources import CHECKOUT

# Read by the compose file, by deploy/gunicorn.py and by nothing in Python.
NOT_IN_SETTINGS = {"SITE", "WEB_BIND", "WEB_WORKERS"}


@pytest.fixture
def production(monkeypatch):
    """The environment of an operation that may start; the test spoils it."""
    for name in as_production.MODES:
        monkeypatch.delenv(name, raising=False)
    for name, value in as_production.made_up_values().items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def example_names():
    lines = (CHECKOUT / ".env.example").read_text().splitlines()
    return {found[1] for line in lines if (found := re.match(r"#?([A-Z][A-Z_]+)=", line))}


def names_read():
    read = re.compile(r'\benv(?:_flag|_list)?\(\s*"([A-Z_]+)"')
    files = [CHECKOUT / "portal" / "settings.py", CHECKOUT / "portal" / "environment.py"]
    return {name for file in files for name in read.findall(file.read_text())}


def manage_check(**values):
    modes = dict.fromkeys(as_production.MODES, "")
    surroundings = {**as_production.environment(), **modes, **values}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=CHECKOUT,
        env={name: value for name, value in surroundings.items() if value},
        capture_output=True,
        text=True,
    )


def test_example_names_everything_that_is_read():
    assert example_names() - NOT_IN_SETTINGS == names_read()


def test_environment_is_read_in_settings_only():
    allowed = {"portal/settings.py", "portal/environment.py", "portal/embedded.py"}
    apps = ("portal", "regions", "koordination", "stadtteilkasse")
    files = [path for app in apps for path in (CHECKOUT / app).glob("**/*.py")]
    readers = {
        str(path.relative_to(CHECKOUT))
        for path in files
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text())
    }

    assert readers - allowed == set()


def test_production_with_all_values_may_start(production):
    environment.refuse_incomplete_production()


@pytest.mark.parametrize("name", [*environment.REQUIRED, "DATABASE_URL"])
def test_production_without_a_value_names_it(production, name):
    production.delenv(name)

    with pytest.raises(ImproperlyConfigured, match=f"{name} is missing"):
        environment.refuse_incomplete_production()


def test_production_with_the_values_of_the_example_names_each(production):
    for line in (CHECKOUT / ".env.example").read_text().splitlines():
        if re.match(r"[A-Z]", line):
            production.setenv(*line.split("=", 1))

    with pytest.raises(ImproperlyConfigured) as refused:
        environment.refuse_incomplete_production()

    named = re.findall(r"(\w+) still has the value of the example", str(refused.value))
    assert sorted(named) == sorted([*environment.REQUIRED, "DATABASE_URL"])


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY is shorter than 50 characters"),
        ("AUDIT_KEY", "short", "AUDIT_KEY is shorter than 50 characters"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name the hosts"),
        ("BASE_URL", "http://portal.test", "BASE_URL must begin with https://"),
    ],
)
def test_production_with_an_unfit_value_names_it(production, name, value, problem):
    production.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=problem):
        environment.refuse_incomplete_production()


def test_owner_needs_the_owners_address(production):
    production.setenv("DB_ROLE", "owner")

    with pytest.raises(ImproperlyConfigured, match="DATABASE_OWNER_URL is missing"):
        environment.refuse_incomplete_production()


def test_secret_comes_from_a_file(monkeypatch, tmp_path):
    secret = tmp_path / "secret_key"
    secret.write_text("from a file\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(secret))

    assert environment.env("SECRET_KEY") == "from a file"


def test_missing_secret_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "nothing"))

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE"):
        environment.env("SECRET_KEY")


@pytest.mark.parametrize("mode", as_production.MODES)
@pytest.mark.parametrize("name", environment.OF_PRODUCTION)
def test_demo_beside_a_value_of_operation_refuses(monkeypatch, mode, name):
    monkeypatch.setenv(name, "anything")

    with pytest.raises(ImproperlyConfigured, match=rf"{mode}=1 cannot .* {name}"):
        environment.refuse_production_values(mode)


def test_demo_with_a_database_elsewhere_refuses(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://stk_app@db.berlin.test/stadtteilkasse")

    with pytest.raises(ImproperlyConfigured, match=r"db\.berlin\.test"):
        environment.refuse_production_values("DEMO")


def test_settings_start_with_the_values_of_operation():
    started = manage_check()

    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize("mode", as_production.MODES)
def test_settings_refuse_a_demo_in_operation(mode):
    started = manage_check(**{mode: "1"})

    assert started.returncode != 0
    assert f"{mode}=1 cannot be switched on in operation" in started.stderr


def test_settings_refuse_operation_without_secret():
    started = manage_check(SECRET_KEY="")

    assert started.returncode != 0
    assert "SECRET_KEY is missing" in started.stderr


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://u:p%40ss@db:5433/name", ("u", "p@ss", "db", "5433", "name")),
        ("postgresql://u@/name?host=%2Fvar%2Fsocket", ("u", "", "/var/socket", "", "name")),
    ],
)
def test_database_address_is_taken_apart(url, expected):
    found = environment.database(url)

    assert tuple(found[k] for k in ("USER", "PASSWORD", "HOST", "PORT", "NAME")) == expected
