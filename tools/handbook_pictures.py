"""Takes the pictures of docs/handbuch/ anew: the demo's cases on a Monday in March.

    .venv/bin/python -m tools.handbook_pictures             all of them
    .venv/bin/python -m tools.handbook_pictures sitzung     those whose names begin so

It works as the tests do, in a database of its own that is gone afterwards; `make test` must have
set up Chromium before.
"""

# ruff: noqa: E402 - Django is set up before models are imported

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["LOG_LEVEL"] = "ERROR"
# Playwright's own loop makes Django believe that it runs in async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

import django

django.setup()

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.test.testcases import LiveServerThread
from django.urls import reverse
from PIL import Image
from playwright.sync_api import sync_playwright

from portal import clock
from stadtteilkasse.akte.demo import texts
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.bericht.models import Bericht
from stadtteilkasse.bericht.services import freeze_bericht
from stadtteilkasse.bericht.tasks import render_due
from stadtteilkasse.bescheid.models import Bescheid
from stadtteilkasse.haushalt.models import Haushaltsjahr, Richtlinie
from stadtteilkasse.jury.models import Tagesordnungspunkt
from tests.antrag.journey import complete_draft
from tests.conftest import FIRST_DAY
from tests.support import database
from tests.support.browser import CHROMIUM, CHROMIUM_ARGUMENTS, DESK, PHONE
from tests.support.clients import client_for
from tests.support.world import fill_template

FOLDER = settings.BASE_DIR / "docs" / "handbuch" / "bilder"
DATABASE = "handbook_pictures"
PHONE_OPTIONS = {
    "viewport": PHONE,
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
MARGIN = 20
# Few colours, so that a picture stays small.
COLOURS = 96


@dataclass(frozen=True)
class Picture:
    """A page as somebody of the cast sees it, or nobody (\"\")."""

    name: str
    person: str
    url: Callable[[], str]
    on_phone: bool = False


def at(name, **keywords):
    """The address of a page; what is callable is asked once the demo's cases stand."""
    return lambda: reverse(
        name, kwargs={key: value() if callable(value) else value for key, value in keywords.items()}
    )


def case_of(idea):
    return lambda: Antrag.objects.sent().filter(title=idea.title).latest("pk").public_id


def case_at(stage):
    return lambda: Antrag.objects.filter(stage=stage).latest("pk").public_id


draft = case_at(Stage.DRAFT)


def letter_of(idea):
    return lambda: Bescheid.objects.get(antrag__title=idea.title).public_id


def item_of(idea):
    return lambda: Tagesordnungspunkt.objects.get(antrag__title=idea.title).public_id


def sitzung_of(idea):
    return lambda: Tagesordnungspunkt.objects.get(antrag__title=idea.title).sitzung.public_id


def richtlinie():
    return Richtlinie.objects.filter(state="approved").earliest("pk").public_id


def bericht():
    return Bericht.objects.latest("pk").public_id


PICTURES = (
    Picture("start", "", at("bericht:start")),
    Picture("antrag-start", "", at("antrag:start"), on_phone=True),
    Picture("antrag-uebersicht", "aylin", at("antrag:overview", public_id=draft), on_phone=True),
    Picture("antrag-ort", "aylin", at("antrag:page", public_id=draft, slug="ort"), on_phone=True),
    Picture(
        "antrag-kosten", "aylin", at("antrag:page", public_id=draft, slug="kosten"), on_phone=True
    ),
    Picture("antrag-pruefen", "aylin", at("antrag:check", public_id=draft), on_phone=True),
    Picture("antrag-meine", "aylin", at("meine:index"), on_phone=True),
    Picture(
        "antrag-antworten",
        "aylin",
        at("antrag:answer", public_id=case_of(texts.FLEA_MARKET)),
        on_phone=True,
    ),
    Picture(
        "antrag-brief",
        "aylin",
        at("meine:case", public_id=case_of(texts.COURTYARD)),
        on_phone=True,
    ),
    Picture("pruefen-schreibtisch", "koray", at("akte:desk")),
    Picture("pruefen-liste", "koray", at("akte:cases")),
    Picture("pruefen-fall", "kerstin", at("akte:case", public_id=case_of(texts.SHIRTS))),
    Picture("pruefen-pruefung", "kerstin", at("review:check", public_id=case_of(texts.SHIRTS))),
    Picture("pruefen-rueckfrage", "kerstin", at("review:ask", public_id=case_of(texts.SHIRTS))),
    Picture("sitzung-liste", "kerstin", at("jury:index")),
    Picture("sitzung", "kerstin", at("jury:sitzung", public_id=sitzung_of(texts.READING))),
    Picture("sitzung-votum", "kerstin", at("jury:item", public_id=item_of(texts.READING))),
    Picture("brief-liste", "lothar", at("bescheid:index")),
    Picture("brief-entwerfen", "samira", at("bescheid:draft", case_id=case_at(Stage.VOTED))),
    Picture("brief-freigeben", "lothar", at("bescheid:detail", public_id=letter_of(texts.TREES))),
    Picture("haushalt-jahr", "samira", at("haushalt:year", year=FIRST_DAY.year)),
    Picture(
        "haushalt-stadtteil",
        "samira",
        at("haushalt:region", year=FIRST_DAY.year, region_id="014009"),
    ),
    Picture("haushalt-eroeffnen", "samira", at("haushalt:open_year")),
    Picture("richtlinie", "samira", at("haushalt:richtlinie", public_id=richtlinie)),
    Picture("bericht-liste", "samira", at("bericht:index")),
    Picture("bericht", "samira", at("bericht:detail", public_id=bericht)),
    Picture("rollen", "lothar", at("roles:index")),
    Picture("rollen-geben", "lothar", at("roles:give")),
    Picture("einrichtung", "lothar", at("einrichtung:show")),
    Picture("koordination", "lothar", at("koordination:index")),
)


def main(beginning="") -> None:
    with demo() as address, browser() as chromium:
        for picture in PICTURES:
            if picture.name.startswith(beginning):
                print(picture.name, flush=True)
                take(picture, chromium, address)


@contextmanager
def demo() -> Iterator[str]:
    """The address of a server that shows the demo's cases."""
    clock.set(FIRST_DAY)
    database.ensure_template(fill_template)
    database.copy_template(DATABASE)
    database.connect_to(DATABASE)
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    try:
        make_cases()
        server.start()
        server.is_ready.wait()
        yield f"http://127.0.0.1:{server.port}"
    finally:
        if server.is_alive():
            server.terminate()
        database.connect_to("postgres")
        database.drop(DATABASE)


def make_cases():
    call_command("demo_data", verbosity=0)
    complete_draft(user("aylin"))
    freeze_bericht(Haushaltsjahr.objects.get(year=FIRST_DAY.year), actor=user("samira"))
    render_due()


@contextmanager
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


def take(picture, chromium, address):
    options = PHONE_OPTIONS if picture.on_phone else {}
    context = chromium.new_context(locale="de-DE", **{"viewport": DESK} | options)
    if picture.person:
        cookie = client_for(user(picture.person)).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}]
        )
    page = context.new_page()
    answer = page.goto(address + picture.url())
    if answer.status != 200:
        raise SystemExit(f"{picture.name}: status {answer.status}")
    save(screenshot_of(page, picture), FOLDER / f"{picture.name}.png")
    context.close()


def screenshot_of(page, picture):
    """One screen; on the phone without the header, which fills half of it on every picture."""
    if not picture.on_phone:
        return page.screenshot()
    top = page.locator("main").bounding_box()["y"] - MARGIN
    return page.screenshot(full_page=True, clip={"x": 0, "y": top, **PHONE})


def save(screenshot, path):
    image = Image.open(BytesIO(screenshot)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def user(key):
    return get_user_model().objects.get(email=f"{key}@example.org")


if __name__ == "__main__":
    main(*sys.argv[1:])
