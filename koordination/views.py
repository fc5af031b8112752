"""Pages of the district's staff: who runs the offices, and how the authority writes its name."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from koordination import queries, services
from koordination.forms import (
    ContactForm,
    DienststelleForm,
    OfficeForm,
    TraegerForm,
    TraegerschaftForm,
)
from koordination.models import Dienststelle, Kontakt, Koordination, Traeger, Traegerschaft
from portal import clock, once
from portal.errors import Refused, Stale
from portal.rows import sent_version
from regions.forms import differences
from regions.models import Bezirk, Bezirksregion
from regions.roles.access import role_only


@require_GET
@role_only(*services.KEEPERS)
def index(request):
    day = clock.today()
    regions = list(Bezirksregion.objects.of_this_bezirk().valid_on(day))
    offices = queries.offices_on(regions, day)
    held = queries.traegerschaften_on(regions, day)
    rows = [(region, offices.get(region.pk), held.get(region.pk)) for region in regions]
    context = {"rows": rows, "dienststelle_now": queries.dienststelle_of(settings.BEZIRK, day)}
    return render(request, "koordination/index.html", context)


@require_GET
@role_only(*services.KEEPERS)
def region(request, region_id):
    region = _region_or_404(region_id)
    context = {
        "region": region,
        "traegerschaften": region.traegerschaften.select_related("traeger").order_by("-valid_from"),
        "offices": region.offices.prefetch_related("hours", "contacts").order_by("-valid_from"),
        "today": clock.today(),
    }
    return render(request, "koordination/region.html", context)


@require_GET
@role_only(*services.KEEPERS)
def traeger_list(request):
    traeger = Traeger.objects.prefetch_related("traegerschaften__region")
    return render(request, "koordination/traeger.html", {"traeger": traeger})


@role_only(*services.KEEPERS)
@once.sending
def add_traeger(request):
    return _edit(
        request,
        TraegerForm(request.POST or None),
        lambda values: services.add_traeger(actor=request.user, **values),
        title="Träger eintragen",
        back=reverse("koordination:traeger_list"),
    )


@role_only(*services.KEEPERS)
@once.sending
def change_traeger(request, public_id):
    return _edit_row(
        request,
        get_object_or_404(Traeger, public_id=public_id),
        TraegerForm,
        services.change_traeger,
        back=reverse("koordination:traeger_list"),
    )


@role_only(*services.KEEPERS)
@once.sending
def appoint_traeger(request, region_id):
    region = _region_or_404(region_id)
    return _edit(
        request,
        TraegerschaftForm(request.POST or None),
        lambda values: services.appoint_traeger(region, actor=request.user, **values),
        title=f"{region}: Träger wechseln",
        back=_region_url(region),
    )


@role_only(*services.KEEPERS)
@once.sending
def change_traegerschaft(request, public_id):
    row = _of_this_bezirk_or_404(Traegerschaft, public_id)
    return _edit_row(
        request,
        row,
        TraegerschaftForm,
        services.change_traegerschaft,
        back=_region_url(row.region),
    )


@role_only(*services.KEEPERS)
@once.sending
def open_office(request, region_id):
    region = _region_or_404(region_id)
    return _edit(
        request,
        OfficeForm(request.POST or None),
        lambda values: services.open_office(region, actor=request.user, **values),
        title=f"{region}: neues Büro",
        back=_region_url(region),
    )


@role_only(*services.KEEPERS)
@once.sending
def change_office(request, public_id):
    office = _of_this_bezirk_or_404(Koordination, public_id)
    return _edit_row(
        request, office, OfficeForm, services.change_office, back=_region_url(office.region)
    )


@role_only(*services.KEEPERS)
@once.sending
def add_contact(request, public_id):
    office = _of_this_bezirk_or_404(Koordination, public_id)
    return _edit(
        request,
        ContactForm(request.POST or None, initial={"valid_from": clock.today()}),
        lambda values: services.add_contact(office, actor=request.user, **values),
        title=f"{office}: Kontakt eintragen",
        back=_region_url(office.region),
    )


@role_only(*services.KEEPERS)
@once.sending
def change_contact(request, public_id):
    contact = get_object_or_404(
        Kontakt.objects.filter(office__region__bezirk=settings.BEZIRK).select_related(
            "office__region"
        ),
        public_id=public_id,
    )
    return _edit_row(
        request,
        contact,
        ContactForm,
        services.change_contact,
        back=_region_url(contact.office.region),
    )


@require_GET
@role_only(*services.KEEPERS)
def dienststelle_list(request):
    context = {
        "rows": Dienststelle.objects.filter(bezirk=settings.BEZIRK),
        "dienststelle_now": queries.dienststelle_of(settings.BEZIRK, clock.today()),
    }
    return render(request, "koordination/dienststelle.html", context)


@role_only(*services.KEEPERS)
@once.sending
def add_dienststelle(request):
    bezirk = get_object_or_404(Bezirk, pk=settings.BEZIRK)
    return _edit(
        request,
        DienststelleForm(request.POST or None),
        lambda values: services.add_dienststelle(bezirk, actor=request.user, **values),
        title="Briefkopf ab einem Tag",
        back=reverse("koordination:dienststelle_list"),
    )


@role_only(*services.KEEPERS)
@once.sending
def change_dienststelle(request, public_id):
    return _edit_row(
        request,
        get_object_or_404(Dienststelle, bezirk=settings.BEZIRK, public_id=public_id),
        DienststelleForm,
        services.change_dienststelle,
        back=reverse("koordination:dienststelle_list"),
    )


def _edit_row(request, row, form_class, change, *, back):
    """The page that changes a row by a service."""
    return _edit(
        request,
        form_class(request.POST or None, instance=row),
        lambda values: change(
            row, actor=request.user, expected_version=sent_version(request), **values
        ),
        title=str(row),
        back=back,
        version=row.version,
    )


def _edit(request, form, save, *, title, back, version=None):
    """A page with one form: `save` gets its values; a refusal keeps all that was typed."""
    hours = getattr(form, "hours_fields", [])
    context = {
        "form": form,
        "fields": [field for field in form if field not in hours],
        "hours": hours,
        "title": title,
        "back": back,
        "version": version,
    }
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except Stale as stale:
            context |= {"version": stale.row.version, "now": differences(form, stale.row)}
            form.add_error(None, stale.sentence)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Gespeichert.")
            return redirect(back)
    status = 422 if form.errors else 200
    return render(request, "koordination/form.html", context, status=status)


def _region_or_404(region_id):
    return get_object_or_404(Bezirksregion.objects.of_this_bezirk(), pk=region_id)


def _of_this_bezirk_or_404(model, public_id):
    rows = model.objects.filter(region__bezirk=settings.BEZIRK).select_related("region")
    return get_object_or_404(rows, public_id=public_id)


def _region_url(region):
    return reverse("koordination:region", args=[region.pk])
