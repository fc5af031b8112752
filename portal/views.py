"""Pages that every installation must have, and the pattern page of the components."""

from django.shortcuts import render
from django.views import defaults
from django.views.decorators.http import require_safe

from portal.kern.pattern import pattern_context
from portal.logged_out import show_words, written_words


@require_safe
def barrierefreiheit(request):
    return render(request, "legal/barrierefreiheit.html")


@require_safe
def datenschutz(request):
    return render(request, "legal/datenschutz.html")


@require_safe
def impressum(request):
    return render(request, "legal/impressum.html")


@require_safe
def leichte_sprache(request):
    return render(request, "legal/leichte_sprache.html")


@require_safe
def pattern(request):
    """Every component in every state: what the accessibility tests load."""
    return render(request, "kern/pattern.html", pattern_context())


def not_found(request, exception):
    """404; who was logged out while writing gets the words back, whether there is a page or not."""
    words = [] if request.user.is_authenticated else written_words(request)
    if words:
        return show_words(request, words, "accounts:login", status=404)
    return defaults.page_not_found(request, exception)


def csrf_failure(request, reason=""):
    """A form without its key, as after a login in another tab; the words are given back."""
    return render(request, "403_csrf.html", {"words": written_words(request)}, status=403)
