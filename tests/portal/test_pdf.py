import datetime as dt
import http.server
import threading
from contextlib import contextmanager
from io import BytesIO

import pikepdf
import pytest
import weasyprint
from django.template import engines
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTTextLine
from pikepdf import Name
from pypdf import PdfReader

from portal import pdf

PAGE = (
    '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Probe</title>'
    '<meta name="dcterms.created" content="2026-03-02T12:00:00+01:00"></head>'
    "<body>{}</body></html>"
)
TABLE = (
    "<table><thead><tr><th>Was</th><th>Betrag</th></tr></thead>"
    "<tbody><tr><th>Miete</th><td>100,00 €</td></tr></tbody></table>"
)
LETTER = """{% extends "print/brief.html" %}
{% block title %}Ihr Brief{% endblock %}
{% block kopf %}<p class="behoerde">Bezirksamt</p>{% endblock %}
{% block absenderzeile %}Bezirksamt, 13341 Berlin{% endblock %}
{% block anschrift %}Aylin Öztürk<br>Müllerstraße 1{% endblock %}
{% block infoblock %}<dt>Zeichen</dt><dd>STK-PV-2026-001</dd>{% endblock %}
{% block betreff %}Ihr Antrag „Hoffest“{% endblock %}
{% block text %}<p>Guten Tag,</p>{% endblock %}
{% block fuss %}Fußzeile{% endblock %}"""


def page(content):
    return PAGE.format(content)


def render(content):
    return pikepdf.open(BytesIO(pdf.render(page(content))))


def structure(document, kind):
    return [
        thing
        for thing in document.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == Name(kind)
    ]


# Tagged


def test_pdf_says_that_it_is_pdf_ua_1():
    document = render("<h1>Titel</h1>")

    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Probe"
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "de"
    assert document.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("kind", ["/H1", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Link"])
def test_pdf_is_tagged(kind):
    document = render(
        "<h1>Titel</h1><p>Text <a href='https://example.org/'>Ziel</a></p>"
        "<ul><li>eins</li></ul>" + TABLE
    )

    assert len(structure(document, kind)) >= 1


def test_headers_say_what_they_head():
    document = render(TABLE)

    scopes = [str(attribute_of(header, "/Scope")) for header in structure(document, "/TH")]

    assert sorted(scopes) == ["/Column", "/Column", "/Row"]


def attribute_of(element, name):
    attributes = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
    return next(attribute[name] for attribute in attributes if name in attribute)


def test_links_are_printed():
    document = render("<p><a href='https://example.org/'>Ziel</a></p>")

    [link] = document.pages[0].Annots
    assert int(link.F) & 4 == 4


def test_text_can_be_extracted():
    text = extract_text(BytesIO(pdf.render(page("<p>Grüße, 1.234,56 € „für“ Öztürk ß</p>"))))

    assert "Grüße, 1.234,56 € „für“ Öztürk ß" in text


def test_fonts_are_embedded():
    document = render("<p>Text <strong>fett</strong> <em>schräg</em></p>")

    fonts = [
        thing
        for thing in document.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == Name.FontDescriptor
    ]
    names = {str(font.FontName).split("+")[1] for font in fonts}
    assert names == {"Fira-Sans", "Fira-Sans-Semi-Bold", "Fira-Sans-Italic"}
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_same_html_gives_the_same_bytes():
    html = page("<h1>Titel</h1>" + TABLE)

    assert pdf.render(html) == pdf.render(html)


# Closed


@contextmanager
def counting_server():
    hits = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"GEHEIM")

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", hits
    finally:
        server.shutdown()
        server.server_close()


ATTACKS = (
    '<img src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<style>@import url("{url}");</style>',
    '<style>@font-face {{ font-family: x; src: url("{url}") }}</style><p style="font: 9pt x">x</p>',
    '<p style="background: url({url})">x</p>',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<base href="{url}"><img src="x.png">',
    '<svg><image href="{url}" width="9" height="9"/></svg>',
    '<img src="data:image/svg+xml,<svg xmlns=%27http://www.w3.org/2000/svg%27>'
    '<image href=%27{url}%27/></svg>">',
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_is_fetched_from_the_network(attack):
    with counting_server() as (url, hits):
        document = render(attack.format(url=url + "/x.png"))

    assert hits == []
    assert len(document.attachments) == 0


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("as_url", [True, False])
def test_nothing_is_read_from_the_file_system(attack, as_url, tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("STRENG-GEHEIM")

    document = render(attack.format(url=secret.as_uri() if as_url else secret))

    assert len(document.attachments) == 0
    streams = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream)]
    assert not any(b"STRENG-GEHEIM" in stream.read_bytes() for stream in streams)


def test_control_the_server_counts_what_an_open_renderer_fetches():

    with counting_server() as (url, hits):
        weasyprint.HTML(string=f'<img src="{url}/x.png">').write_pdf()

    assert hits == ["/x.png"]


# The frame of a letter


def letter(**context):
    created = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
    return engines["django"].from_string(LETTER).render({"created": created, **context})


def test_letter_is_read_in_the_order_of_the_page():
    # pypdf keeps the order of the content, in which WeasyPrint writes what it tags.
    text = PdfReader(BytesIO(pdf.render(letter()))).pages[0].extract_text()

    parts = [
        "Bezirksamt",
        "Bezirksamt, 13341 Berlin",
        "Aylin Öztürk",
        "Zeichen",
        "Ihr Antrag „Hoffest“",
        "Guten Tag,",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_address_stands_in_the_window():
    places = {line.get_text().strip(): line for line in lines_of(BytesIO(pdf.render(letter())))}

    address = places["Aylin Öztürk"]
    from_top, from_left = (842 - address.y1) / 72 * 25.4, address.x0 / 72 * 25.4
    # DIN 5008 form B: address zone from 62.7 to 90 mm below the upper edge, 25 mm from the left.
    assert 62.7 <= from_top <= 70
    assert from_left == pytest.approx(25, abs=0.5)


def lines_of(file):

    for sheet in extract_pages(file):
        for box in sheet:
            yield from (line for line in getattr(box, "_objs", []) if isinstance(line, LTTextLine))


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("tr", "ltr"), ("ar", "rtl")])
def test_frame_names_language_and_direction(language, direction):
    assert f'<html lang="{language}" dir="{direction}"' in letter(language=language)
