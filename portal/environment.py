"""Reads the environment for settings, and refuses a mixture that must not run."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# What `.env.example` and the documentation stand in for a real value with.
PLACEHOLDERS = ("change-me", "example.org", "only-for-development")

REQUIRED = (
    "SECRET_KEY",
    "AUDIT_KEY",
    "ALLOWED_HOSTS",
    "BASE_URL",
    "EMAIL_HOST",
    "DEFAULT_FROM_EMAIL",
)

# Given only where real people work. A demo or test beside one of these is a mistake.
OF_PRODUCTION = ("SECRET_KEY", "AUDIT_KEY", "ALLOWED_HOSTS", "EMAIL_HOST", "EMAIL_HOST_PASSWORD")

SHORTEST_SECRET = 50


def env(name, default=""):
    """A value from the environment, or from the file that `<name>_FILE` names (for secrets)."""
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return os.environ.get(name, default)
    try:
        return Path(file).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: {error}") from error


def env_flag(name, default="0"):
    return env(name, default).lower() in {"1", "true", "yes", "on"}


def env_list(name, default=""):
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def database(url):
    """Django's settings for `postgresql://user:password@host:port/name`, or `?host=/socket`."""
    parts = urlsplit(url)
    socket_folder = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket_folder or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def refuse_incomplete_production():
    """Raises ImproperlyConfigured that names each variable without a usable value."""
    database_name = "DATABASE_OWNER_URL" if env("DB_ROLE") == "owner" else "DATABASE_URL"
    problems = [
        f"{name} {problem}"
        for name in (*REQUIRED, database_name)
        if (problem := _problem(name, env(name)))
    ]
    if problems:
        raise ImproperlyConfigured(
            "Not fit for operation: "
            + "; ".join(problems)
            + ". See .env.example. For a demo on this machine set DEMO=1."
        )


def refuse_production_values(mode):
    """Raises ImproperlyConfigured where `mode` (DEMO, DEBUG, TESTING) meets values of operation."""
    given = [name for name in OF_PRODUCTION if env(name)]
    if given:
        raise ImproperlyConfigured(
            f"{mode}=1 cannot be switched on in operation, but {', '.join(given)} "
            f"{'is' if len(given) == 1 else 'are'} set. Unset {mode}, or unset these."
        )
    host = urlsplit(env("DATABASE_URL")).hostname
    if host not in (None, "localhost", "127.0.0.1", "::1"):
        raise ImproperlyConfigured(
            f"{mode}=1 works only with a database on this machine, but DATABASE_URL names {host}."
        )


def _problem(name, value):
    if not value:
        return "is missing"
    if any(placeholder in value for placeholder in PLACEHOLDERS):
        return "still has the value of the example"
    if name in ("SECRET_KEY", "AUDIT_KEY") and len(value) < SHORTEST_SECRET:
        return f"is shorter than {SHORTEST_SECRET} characters"
    if name == "ALLOWED_HOSTS" and "*" in value:
        return "must name the hosts, not *"
    if name == "BASE_URL" and not value.startswith("https://"):
        return "must begin with https://"
    return ""
