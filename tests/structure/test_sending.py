"""Every page that takes a POST is wrapped by `once.sending`, so that it acts once."""

import inspect

from django.http import HttpResponse
from django.urls import get_resolver
from django.views.decorators.http import require_GET

from portal import once
from portal.access import resident_only
from regions.roles.document import routes

# Doing these twice does no harm. A login must not roll back the tries that it counts.
NEED_NO_KEY = {
    # an address that is searched for
    "",
    "regionen/",
    # the language of the pages
    "sprache/",
    # logging in and out, codes and passwords
    "anmelden/",
    "anmelden/code/",
    "abmelden/",
    "konto/adressen/",
    "konto/adressen/code/",
    "arbeit/anmelden/",
    "arbeit/anmelden/zweiter-faktor/",
    "arbeit/anmelden/einrichten/",
    "arbeit/anmelden/notfallcodes/",
    "arbeit/passwort/",
    "arbeit/passwort/<uidb64>/<token>/",
    # 404 in operation
    "demo/",
    "demo/als/<slug:key>/",
}


def test_every_acting_page_spends_a_one_time_key():
    found = {route for route, view in routes(get_resolver()) if acts_without_key(view)}

    assert found == NEED_NO_KEY


def test_page_without_key_is_found():
    @resident_only
    def planted(request):
        return HttpResponse()

    assert acts_without_key(planted)


def test_page_with_key_is_none():
    @resident_only
    @once.sending
    def view(request):
        return HttpResponse()

    assert not acts_without_key(view)


def test_page_that_only_shows_is_none():
    @resident_only
    @require_GET
    def view(request):
        return HttpResponse()

    assert not acts_without_key(view)


def acts_without_key(view):
    return takes_post(view) and not getattr(view, "sends", False)


def takes_post(view):
    """Whether none of the wrappers refuses POST, at whatever depth it stands."""
    while view is not None:
        methods = inspect.getclosurevars(view).nonlocals.get("request_method_list")
        if methods is not None:
            return "POST" in methods
        view = getattr(view, "__wrapped__", None)
    return True
