"""Where one goes after a login."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode


def next_of(request):
    """The `next` that came along, if it leads into this site; else empty."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else ""


def onwards(request, fallback=None):
    """On to `next`, or to the place where everybody goes."""
    return HttpResponseRedirect(
        next_of(request) or resolve_url(fallback or settings.LOGIN_REDIRECT_URL)
    )


def step(request, name):
    """On to the next page of the login, with `next` kept."""
    target = next_of(request)
    query = f"?{urlencode({'next': target})}" if target else ""
    return HttpResponseRedirect(reverse(name) + query)
