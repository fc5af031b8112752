"""There is no container engine where we test, so the compose file is read for what it promises."""

import copy
import re

import pytest
import yaml

from tools.make_secrets import make_secrets
from tools.sources import CHECKOUT

COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text()
RUNS_ONCE = "migrate"


def weaknesses(compose):
    """What a service may do beyond what it needs, one line each."""
    found = []
    for name, service in compose["services"].items():
        user = str(service.get("user", "root")).split(":")[0]
        expected = {
            "root file system can be written": service.get("read_only") is True,
            "keeps capabilities": service.get("cap_drop") == ["ALL"],
            "may gain privileges": "no-new-privileges:true" in service.get("security_opt", []),
            "runs as root": user not in ("root", "0"),
            "is privileged": not service.get("privileged"),
            "publishes ports": name == "proxy" or not service.get("ports"),
            "gains capabilities": name == "proxy" or not service.get("cap_add"),
            "has no health check": name == RUNS_ONCE or "healthcheck" in service,
            "holds the owner's password": name in ("migrate", "database")
            or not any("owner" in secret for secret in service.get("secrets", [])),
            "has no limit of processes": service.get("pids_limit", 0) > 0,
        }
        found += [f"{name} {weakness}" for weakness, is_good in expected.items() if not is_good]
    return found


def test_compose_has_no_weakness():
    assert weaknesses(COMPOSE) == []


@pytest.mark.parametrize(
    ("service", "change", "weakness"),
    [
        ("web", {"read_only": False}, "web root file system can be written"),
        ("worker", {"user": "root"}, "worker runs as root"),
        ("database", {"ports": ["5432:5432"]}, "database publishes ports"),
        ("web", {"secrets": ["database_owner_url"]}, "web holds the owner's password"),
        ("database", {"cap_drop": []}, "database keeps capabilities"),
    ],
)
def test_weaknesses_finds_a_planted_one(service, change, weakness):
    planted = copy.deepcopy(COMPOSE)
    planted["services"][service].update(change)

    assert weaknesses(planted) == [weakness]


def test_database_is_reachable_only_from_inside():
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert COMPOSE["services"]["database"]["networks"] == ["inside"]


def test_secrets_in_use_are_declared_and_made(tmp_path):
    in_use = {s for service in COMPOSE["services"].values() for s in service.get("secrets", [])}
    make_secrets(tmp_path)

    assert set(COMPOSE["secrets"]) == in_use
    assert {file.name for file in tmp_path.iterdir()} == in_use


def test_secrets_stay_as_they_are_when_made_again(tmp_path):
    make_secrets(tmp_path)
    before = {file.name: file.read_text() for file in tmp_path.iterdir()}

    made = make_secrets(tmp_path)

    assert made == []
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == before


def test_secrets_are_named_by_environment_as_mounted():
    for name, service in COMPOSE["services"].items():
        mounted = {f"/run/secrets/{secret}" for secret in service.get("secrets", [])}
        named = {v for v in service.get("environment", {}).values() if "/run/secrets/" in str(v)}

        assert named <= mounted, name


def test_mounted_and_copied_files_exist():
    mounted = [
        volume.split(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service.get("volumes", [])
        if volume.startswith("./")
    ]
    started = re.findall(r"deploy/\w+\.py", DOCKERFILE + str(COMPOSE))
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    files = mounted + started + " ".join(copied).split()

    assert [file for file in files if not (CHECKOUT / file).exists()] == []


def test_image_runs_as_a_user_without_rights():
    users = re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE)

    assert users == ["app"]
    assert "--uid 10001" in DOCKERFILE
    assert COMPOSE["services"]["web"]["user"] == "10001:10001"


def test_proxy_takes_a_whole_application_but_no_more():
    caddy = (CHECKOUT / "deploy" / "Caddyfile").read_text()

    assert re.findall(r"max_size (\w+)", caddy) == ["60MB"]
