"""Pages of staff, beside an empty page and a minimal list of the same run."""

from dataclasses import dataclass

from django.urls import reverse

from benchmarks.measure import Cost, costs_of, queries_of
from benchmarks.scene import client_of
from stadtteilkasse.akte.views import A_PAGE
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.models import Antrag

REPEATS = 40
EMPTY, MINIMAL = "empty view", "minimal list, 25 rows, one query"


@dataclass(frozen=True)
class Page:
    name: str
    url: str


def pages() -> list[Page]:
    """The pages that are measured, the two to compare with first."""
    cases = reverse("akte:cases")
    last = -(-Antrag.objects.sent().count() // A_PAGE)
    decided = Antrag.objects.filter(stage=Stage.ANNOUNCED).latest("pk")
    return [
        Page(EMPTY, reverse("benchmark-empty")),
        Page(MINIMAL, reverse("benchmark-list")),
        Page("list of cases, first page", cases),
        Page("list of cases, last page", f"{cases}?seite={last}"),
        Page("list of cases, search", f"{cases}?suche=Baumscheiben"),
        Page("case page", reverse("akte:case", args=[decided.public_id])),
        Page("desk", reverse("akte:desk")),
    ]


def costs() -> dict[str, Cost]:
    """What each page costs, as Sachbearbeitung sees it, who sees all regions."""
    client = client_of("samira")
    return costs_of({page.name: _getter(client, page.url) for page in pages()}, REPEATS)


def queries() -> dict[str, int]:
    client = client_of("samira")
    return {page.name: queries_of(_getter(client, page.url)) for page in pages()}


def _getter(client, url):
    def get():
        answer = client.get(url)
        assert answer.status_code == 200, f"{url}: {answer.status_code}"

    return get
