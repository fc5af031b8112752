"""A letter as the worker makes it, beside a bare WeasyPrint run of the same HTML."""

from benchmarks.measure import Cost, cost_of
from portal import pdf
from portal.pdf import rendering
from stadtteilkasse.bescheid.models import Bescheid

REPEATS = 12


def costs() -> tuple[Cost, Cost]:
    """(our letter, the bare run)"""
    html = Bescheid.objects.exclude(content=None).latest("pk").letter["html"]
    return cost_of(lambda: pdf.render(html), REPEATS), cost_of(lambda: _bare(html), REPEATS)


def _bare(html):
    from weasyprint import HTML

    # The same styles and fonts, which are parsed once here too.
    HTML(string=html, base_url="about:blank").write_pdf(
        stylesheets=[rendering._stylesheet()], font_config=rendering._fonts()
    )
