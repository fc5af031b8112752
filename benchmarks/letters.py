"""A letter as the worker makes it, beside a bare WeasyPrint run of the same HTML."""

from benchmarks.measure import Cost, costs_of
from portal import pdf
from portal.pdf import rendering
from stadtteilkasse.bescheid.models import Bescheid

REPEATS = 12
LETTER, BARE = "letter, PDF/UA-1", "bare WeasyPrint, same HTML"


def costs() -> dict[str, Cost]:
    """Our letter, and the bare run."""
    html = Bescheid.objects.exclude(content=None).latest("pk").letter["html"]
    return costs_of({LETTER: lambda: pdf.render(html), BARE: lambda: _bare(html)}, REPEATS)


def _bare(html):
    from weasyprint import HTML

    # The same styles and fonts, which are parsed once here too.
    HTML(string=html, base_url="about:blank").write_pdf(
        stylesheets=[rendering._stylesheet()], font_config=rendering._fonts()
    )
