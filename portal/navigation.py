"""The menus. A line appears once its page exists, and to whom the page opens."""

from functools import lru_cache
from typing import NamedTuple

from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

PUBLIC_MENU = (
    (_("Antrag stellen"), "/antrag/"),
    (_("Meine Anträge"), "/meine-antraege/"),
    (_("Stadtteile"), "/regionen/"),
    (_("Gefördert"), "/gefoerdert/"),
)

STAFF_MENU = (
    ("Schreibtisch", "/arbeit/"),
    ("Anträge", "/arbeit/antraege/"),
    ("Sitzungen", "/arbeit/sitzungen/"),
    ("Briefe", "/arbeit/bescheide/"),
    ("Zahlungen", "/arbeit/zahlungen/"),
    ("Nachweise", "/arbeit/nachweise/"),
    ("Haushalt", "/arbeit/haushalt/"),
    ("Berichte", "/arbeit/berichte/"),
    ("Richtlinien", "/arbeit/richtlinien/"),
    ("Büros", "/arbeit/koordination/"),
    ("Rollen", "/arbeit/rollen/"),
    ("Einrichtung", "/arbeit/einrichtung/"),
    ("Postausgang", "/arbeit/postausgang/"),
)


class MenuItem(NamedTuple):
    label: str
    path: str
    is_current: bool


def public_menu(path):
    return _menu(PUBLIC_MENU, path)


def staff_menu(path, roles):
    """The lines for a person who holds these roles somewhere today."""
    return _menu([line for line in STAFF_MENU if _opens_to(line[1], roles)], path)


def _opens_to(path, roles):
    view = view_at(path)
    needed = getattr(view, "roles", None)
    return view is not None and (needed is None or not set(needed).isdisjoint(roles))


def _menu(lines, path):
    lines = [line for line in lines if view_at(line[1])]
    here = max((start for label, start in lines if path.startswith(start)), key=len, default=None)
    return [MenuItem(label, start, start == here) for label, start in lines]


@lru_cache
def view_at(path):
    """The view that answers at the path, or None."""
    try:
        return resolve(path).func
    except Resolver404:
        return None
