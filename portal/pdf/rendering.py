"""HTML to PDF/UA-1. The renderer loads nothing: no network, no file, only what is in the HTML.

For the worker and for commands: the import takes seconds, and memory grows a little with use.
"""

import base64
from functools import cache

from django.conf import settings

# The whole faces, not those cut for the web: names come in many alphabets.
FACES = (
    ("FiraSans-Regular.woff2", 400, "normal"),
    ("FiraSans-SemiBold.woff2", 600, "normal"),
    ("FiraSans-Italic.woff2", 400, "italic"),
)


def render(html: str) -> bytes:
    """The HTML as tagged PDF/UA-1 with its fonts embedded, in the styles of static/css/print.css.

    Needs `lang` and `title`. With `<meta name="dcterms.created">` the same HTML always gives the
    same bytes. Links to anything but `data:` are not followed, and nothing is attached.
    """
    from weasyprint import HTML

    from portal.pdf.tags import mend

    # A base, so that relative addresses are refused by the fetcher and not by the parser.
    document = HTML(string=html, url_fetcher=_fetcher(), base_url="about:blank")
    raw = document.write_pdf(
        stylesheets=[_stylesheet()], font_config=_fonts(), pdf_variant="pdf/ua-1"
    )
    return mend(raw)


@cache
def _fetcher():
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=["data"])


@cache
def _fonts():
    # One for the process: each new one leaks, and reads the fonts again.
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _stylesheet():
    from weasyprint import CSS

    print_css = (settings.BASE_DIR / "static" / "css" / "print.css").read_text()
    return CSS(string=_faces() + print_css, font_config=_fonts(), url_fetcher=_fetcher())


def _faces() -> str:
    folder = settings.BASE_DIR / "static" / "build" / "fonts" / "print"
    return "".join(
        f'@font-face{{font-family:"Fira Sans";font-weight:{weight};font-style:{style};'
        f"src:url(data:font/woff2;base64,{_base64(folder / name)})}}"
        for name, weight, style in FACES
    )


def _base64(path) -> str:
    return base64.b64encode(path.read_bytes()).decode("ascii")
