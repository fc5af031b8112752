import pytest

from tests.support.smtp import free_port, mail_server


@pytest.fixture
def smtp_port(settings):
    """Where Django looks for the mail server; nobody answers there yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    settings.DEFAULT_FROM_EMAIL = "Stadtteilkasse <stadtteilkasse@example.org>"
    return settings.EMAIL_PORT


@pytest.fixture
def mails(smtp_port):
    """A mail server that takes everything; `mails.mails` is what it got."""
    with mail_server(smtp_port) as server:
        yield server


@pytest.fixture
def mail_templates(settings, tmp_path):
    """A folder for templates of the test."""
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    ]
    return tmp_path
