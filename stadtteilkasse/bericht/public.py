"""Public pages: what it is, the Stadtteile on a map, and one Stadtteil with its money."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from koordination.queries import contacts_of, office_of, traeger_of
from portal import clock
from portal.templatetags.german import euro
from regions.forms import AddressForm
from regions.maps import region_map, regions_map
from regions.models import Bezirksregion
from regions.queries import Outcome, open_data_credits, regions_of_this_bezirk
from stadtteilkasse.antrag.status import steps_ahead
from stadtteilkasse.bericht import queries
from stadtteilkasse.haushalt.queries import money
from stadtteilkasse.jury.queries import next_open_sitzung, next_sitzung

SHOWN_ON_START = 3
SHOWN_OF_A_REGION = 20


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    form = AddressForm(request.POST or None)
    result = form.search()
    found = result.region if result and result.outcome == Outcome.FOUND else None
    today = clock.today()
    context = {
        "form": form,
        "result": None if found else result,
        "card": found and _card(found, today),
        "max_amount": queries.highest_amount(today),
        "actions": queries.funded_actions(limit=SHOWN_ON_START),
        "steps": steps_ahead(),
        "is_blocked": queries.all_money_is_blocked(today.year),
    }
    invalid = form.is_bound and not form.is_valid()
    return render(request, "bericht/public/start.html", context, status=422 if invalid else 200)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def regions(request):
    form = AddressForm(request.POST or None)
    shown = regions_of_this_bezirk(clock.today())
    context = {
        "form": form,
        "result": form.search(),
        "rows": queries.regions_with_money(shown, clock.today()),
        "map": regions_map(
            shown,
            label=_("Karte der Stadtteile"),
            link=lambda region: reverse("bericht:region", args=[region.pk]),
        ),
        "credits": open_data_credits(),
    }
    invalid = form.is_bound and not form.is_valid()
    return render(request, "bericht/public/regions.html", context, status=422 if invalid else 200)


@require_GET
def region(request, region_id):
    today = clock.today()
    found = regions_of_this_bezirk(today).filter(pk=region_id).first()
    if found is None:
        raise Http404
    context = {
        "card": _card(found, today),
        "map": region_map(found, label=_("Karte: %(name)s") % {"name": found.name}),
        "places": found.planungsraeume.all(),
        "traeger": traeger_of(found, today),
        "actions": queries.funded_actions(region=found, year=today.year, limit=SHOWN_OF_A_REGION),
        "unnamed": queries.unnamed_actions(region=found, year=today.year),
        "credits": open_data_credits(),
    }
    return render(request, "bericht/public/region.html", context)


def _card(region: Bezirksregion, today):
    """Whom to ask in a Stadtteil, what is left, and when the jury meets."""
    open_sitzung = next_open_sitzung(region, today)
    of_the_year = money(region, today.year)
    return {
        "region": region,
        "office": office_of(region, today),
        "contacts": contacts_of(region, today),
        "year": today.year,
        "money": of_the_year,
        "bar": _bar(of_the_year) if of_the_year else [],
        "sitzung": open_sitzung or next_sitzung(region, today),
        "deadline_is_open": open_sitzung is not None,
    }


def _bar(money):
    """The parts of `kern_figure_bar`, words first."""
    parts = [
        (_("bewilligt"), money.granted, "granted"),
        (_("zurückgelegt"), money.reserved, "reserved"),
        (_("gesperrt"), money.blocked, "blocked"),
        (_("frei"), money.free, "free"),
    ]
    return [(f"{words} {euro(amount)}", amount, kind) for words, amount, kind in parts if amount]
