"""Links of a pagination."""

from typing import NamedTuple

from django.http import QueryDict

PARAMETER = "seite"


class PageLink(NamedTuple):
    number: int
    href: str
    is_current: bool


def page_links(page, query=""):
    """Links to the pages around `page`, each with the rest of `query`; gaps have an empty href."""
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [page_link(number, page.number, query) for number in elided]


def page_link(number, current, query):
    is_gap = not isinstance(number, int)
    return PageLink(number, "" if is_gap else href(number, query), number == current)


def href(number, query=""):
    """`?…` for page `number`; `query` is a QueryDict or a query string."""
    parameters = QueryDict(query, mutable=True) if isinstance(query, str) else query.copy()
    parameters[PARAMETER] = str(number)
    return f"?{parameters.urlencode()}"
