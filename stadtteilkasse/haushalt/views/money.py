"""Pages about the money of a year."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from portal import clock, once
from portal.errors import Refused
from regions.models import Bezirk, Bezirksregion
from regions.roles.access import role_only
from regions.roles.queries import Role, regions_of
from stadtteilkasse.haushalt import queries, services
from stadtteilkasse.haushalt.forms import AnsatzForm, OpenYearForm, SperreForm, TransferForm
from stadtteilkasse.haushalt.models import READERS, Budget, Haushaltsjahr
from stadtteilkasse.haushalt.views import tables

BOOKINGS_PER_PAGE = 50

changers_only = role_only(Role.SACHBEARBEITUNG, Role.LEITUNG)


@require_GET
@role_only(*READERS)
def index(request):
    """The year that runs, else the newest, else the invitation to open one."""
    years = Haushaltsjahr.objects.visible_to(request.user)
    haushaltsjahr = years.filter(year__lte=clock.today().year).first() or years.last()
    if haushaltsjahr:
        return redirect("haushalt:year", year=haushaltsjahr.year)
    return render(request, "haushalt/no_year.html", {"may_change": _may_change(request.user)})


@require_GET
@role_only(*READERS)
def year(request, year):
    haushaltsjahr = _year_or_404(request.user, year)
    visible = set(regions_of(request.user, *READERS).values_list("pk", flat=True))
    moneys = queries.money_of_all(haushaltsjahr.bezirk, year)
    rows = [(region, money) for region, money in moneys if region.pk in visible]
    order = tables.order_of(request.GET.get("sortieren"))
    context = {
        "haushaltsjahr": haushaltsjahr,
        "rows": tables.rows(rows, order),
        "total": tables.total(rows),
        "columns": tables.columns(order),
        "tabs": _year_tabs(request.user, year),
        "may_change": _may_change(request.user),
        "breadcrumb": [("Haushalt", "")],
    }
    return render(request, "haushalt/year.html", context)


@require_GET
@role_only(*READERS)
def region(request, year, region_id):
    haushaltsjahr = _year_or_404(request.user, year)
    budget = get_object_or_404(
        Budget.objects.visible_to(request.user).select_related("region"),
        haushaltsjahr=haushaltsjahr,
        region=region_id,
    )
    page = Paginator(queries.bookings(budget), BOOKINGS_PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "haushaltsjahr": haushaltsjahr,
        "region": budget.region,
        "money": budget.money,
        "bar": tables.bar(budget.money),
        "page": page,
        "cases": reverse("akte:cases"),
        "may_change": _may_change(request.user),
        "breadcrumb": [*_year_trail(haushaltsjahr), (budget.region.name, "")],
    }
    return render(request, "haushalt/region.html", context)


@changers_only
@once.sending
def open_year(request):
    bezirk = _bezirk_or_404(request.user)
    form = OpenYearForm(
        request.POST or None,
        regions=list(Bezirksregion.objects.filter(bezirk=bezirk).valid_on(clock.today())),
        last_year=Haushaltsjahr.objects.visible_to(request.user).first(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            opened = services.open_year(bezirk, actor=request.user, **form.values)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Das Haushaltsjahr {opened} ist eröffnet.")
            return redirect("haushalt:year", year=opened.year)
    trail = [("Haushalt", reverse("haushalt:index")), ("Haushaltsjahr eröffnen", "")]
    return _form_page(request, "haushalt/open_year.html", form, breadcrumb=trail)


@changers_only
@once.sending
def ansatz(request, year):
    def save(haushaltsjahr, form):
        services.set_ansatz(haushaltsjahr, actor=request.user, **form.cleaned_data)
        return f"Der Ansatz für {form.cleaned_data['region']} ist geändert."

    return _change(request, year, AnsatzForm, save, title="Ansatz ändern")


@changers_only
@once.sending
def sperre(request, year):
    def save(haushaltsjahr, form):
        services.set_sperre(
            haushaltsjahr,
            form.chosen_regions,
            sperre=form.sperre,
            reason=form.cleaned_data["reason"],
            actor=request.user,
        )
        return "Die Sperre ist gebucht."

    return _change(request, year, SperreForm, save, title="Sperre setzen oder aufheben")


@changers_only
@once.sending
def transfer(request, year):
    def save(haushaltsjahr, form):
        services.transfer(haushaltsjahr, actor=request.user, **form.cleaned_data)
        return "Die Umschichtung ist gebucht."

    return _change(request, year, TransferForm, save, title="Geld umschichten")


def _change(request, year, form_class, save, *, title):
    """The page of a form that books in one year; `save` returns the sentence of success."""
    haushaltsjahr = _year_or_404(request.user, year)
    moneys = queries.money_of_all(haushaltsjahr.bezirk, year)
    form = form_class(request.POST or None, moneys=moneys, initial=_chosen_region(request))
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, save(haushaltsjahr, form))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("haushalt:year", year=year)
    return _form_page(
        request,
        "haushalt/change.html",
        form,
        title=title,
        haushaltsjahr=haushaltsjahr,
        breadcrumb=[*_year_trail(haushaltsjahr), (title, "")],
    )


def _chosen_region(request):
    chosen = request.GET.get("stadtteil", "")
    return {"region": chosen, "source": chosen} if chosen else {}


def _year_or_404(user, year):
    return get_object_or_404(Haushaltsjahr.objects.visible_to(user), year=year)


def _bezirk_or_404(user):
    """The Bezirk of this installation, for those who may open its years."""
    bezirk = get_object_or_404(Bezirk, pk=settings.BEZIRK)
    if not queries.changes_money(user, bezirk):
        raise Http404
    return bezirk


def _may_change(user):
    return queries.changes_money(user, Bezirk(pk=settings.BEZIRK))


def _year_tabs(user, current):
    years = Haushaltsjahr.objects.visible_to(user).values_list("year", flat=True)
    return [(str(year), f"../{year}/", year == current) for year in years]


def _year_trail(haushaltsjahr):
    url = reverse("haushalt:year", kwargs={"year": haushaltsjahr.year})
    return [(f"Haushalt {haushaltsjahr}", url)]


def _form_page(request, template, form, **context):
    context["form"] = form
    return render(request, template, context, status=422 if form.errors else 200)
