"""Pages that every installation must have, and the pattern page of the components."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.kern.pattern import pattern_context


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
