"""What everybody gets at every address: one row for each URL pattern, in `rows_<room>.py`.

    ROWS = [
        page("roles:index", get=only(LOTHAR | TIMO), post=405),
        page("roles:end", args=korays_role, get=only(LOTHAR), post=only(LOTHAR, 422)),
    ]

`get` and `post` are a status for everybody, or statuses by groups of people: the first group in
which a person stands counts, `ELSE` is all others. A POST sends an empty form. `args` is called
with the database at hand and returns the arguments of the URL.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.urls import URLPattern, get_resolver

import tests.access
from regions.roles.cast import CAST

ANONYMOUS = frozenset({"anonymous"})
EVERYBODY = ANONYMOUS | {member.key for member in CAST}
ELSE = EVERYBODY
LOGGED_IN = EVERYBODY - ANONYMOUS
STAFF = frozenset(member.key for member in CAST if member.role)
RESIDENTS = LOGGED_IN - STAFF

AYLIN = frozenset({"aylin"})
BOGDAN = frozenset({"bogdan"})
SVEN = frozenset({"sven"})
JUTTA = frozenset({"jutta"})
KORAY = frozenset({"koray"})
KERSTIN = frozenset({"kerstin"})
SAMIRA = frozenset({"samira"})
LOTHAR = frozenset({"lothar"})
PETRA = frozenset({"petra"})
RENATE = frozenset({"renate"})
TIMO = frozenset({"timo"})
COORDINATION = KORAY | KERSTIN
DISTRICT = SAMIRA | LOTHAR | PETRA | RENATE | TIMO


@dataclass(frozen=True)
class Row:
    name: str
    get: dict
    post: dict
    args: Callable[[], dict]

    def expected(self, method, person):
        table = self.get if method == "GET" else self.post
        return next(status for group, status in table.items() if person in group)


def page(name, *, get=200, post=405, args=dict):
    return Row(name, _table(get), _table(post), args)


def only(people, status=200):
    """For these people; the anonymous are sent to log in, all others get 404."""
    return {people: status, ANONYMOUS: 302, ELSE: 404}


def logged_in(status=200):
    """For everybody who is logged in; the anonymous are sent to log in."""
    return {ANONYMOUS: 302, ELSE: status}


def all_rows():
    modules = (
        import_module(f"tests.access.{module.name}")
        for module in pkgutil.iter_modules(tests.access.__path__)
        if module.name.startswith("rows_")
    )
    return [row for module in modules for row in module.ROWS]


def all_patterns(resolver=None, namespace=""):
    """The name, with its namespace, of every URL pattern; its route where it has no name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}"
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from all_patterns(entry, inner)


def _table(statuses):
    return {ELSE: statuses} if isinstance(statuses, int) else statuses
