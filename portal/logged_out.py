"""Somebody sends a form and is not logged in (any more): nothing that was written is lost."""

from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from portal import once

NOT_WRITTEN = {"csrfmiddlewaretoken", once.FIELD, "version", "stage", "step", "next"}


def ask_to_log_in(request, login):
    """The login, and then back to the page one came from; first the words, if any were sent."""
    words = written_words(request)
    if words:
        return show_words(request, words, login, status=403)
    return redirect_to_login(page_of(request), resolve_url(login))


def show_words(request, words, login, *, status):
    """The page that gives the words back, to be copied."""
    login_url = f"{resolve_url(login)}?{urlencode({'next': page_of(request)})}"
    context = {"words": words, "login_url": login_url}
    return render(request, "portal/logged_out.html", context, status=status)


def written_words(request) -> list[str]:
    """The texts of a form sent from one of our own pages; one word is quickly typed again."""
    if request.method != "POST" or not _came_from_here(request):
        return []
    return [
        text
        for name, texts in request.POST.lists()
        if name not in NOT_WRITTEN and "password" not in name
        for text in texts
        if " " in text.strip()
    ]


def page_of(request) -> str:
    """The page on which one was: an address that only takes POST is none to come back to."""
    if request.method == "POST" and _came_from_here(request):
        return urlsplit(request.headers["Referer"])._replace(scheme="", netloc="").geturl()
    return request.get_full_path()


def _came_from_here(request):
    return url_has_allowed_host_and_scheme(
        request.headers.get("Referer", ""),
        allowed_hosts={request.get_host()},
        require_https=request.is_secure(),
    )
