"""A real browser against a real server: `page` (a desk), `phone` and `page_without_js`.

All of them open addresses relative to the server: `page.goto("/")`. `login_cookie(user)` makes
the session of a person and puts it into the browser:

    def test_staff_see_their_desk(page, koray, login_cookie):
        login_cookie(page, koray)
        page.goto("/arbeit/")
        assert_accessible(page)

The server answers from the fresh database of the test, in which transactions really commit.
"""

import os

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import sync_playwright

from tests.support.clients import client_for

# Playwright's own loop makes Django believe that it runs in async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server():
    """The address of the one server of this process; it reads whatever database the test has."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.fixture
def open_page(chromium, server, real_db):
    """Opens a page in a browser of its own; what the browser complains about fails the test."""
    contexts, complaints = [], []

    def opened(*, java_script_enabled=True, **options):
        context = chromium.new_context(base_url=server, locale="de-DE", **options)
        context.set_default_timeout(30_000)
        if not java_script_enabled:
            # Not by Chromium's own switch, which also stops the timers that axe waits for. Our
            # policy lets no script run but those from files, and here the files are empty.
            context.route("**/*.js", deliver_nothing)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: note(message, complaints))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page):
    return open_page(viewport=DESK)


@pytest.fixture
def phone(open_page):
    return open_page(viewport=PHONE, is_mobile=True, has_touch=True)


@pytest.fixture
def page_without_js(open_page):
    return open_page(viewport=DESK, java_script_enabled=False)


@pytest.fixture
def login_cookie(server):
    def log_in(page, user):
        session = client_for(user).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server}
        page.context.add_cookies([cookie])

    return log_in


def deliver_nothing(route):
    route.fulfill(body="", content_type="text/javascript")


def note(message, complaints):
    """Collects errors of the console; a page that answers 404 or 422 on purpose is none."""
    is_status = message.text.startswith("Failed to load resource") and "status of 4" in message.text
    if message.type == "error" and not is_status:
        complaints.append(message.text)
