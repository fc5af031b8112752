"""Reports to the BVV: look at the figures, freeze them, complete the head, download."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from portal import files, once
from portal.errors import Refused, Stale
from portal.rows import sent_version
from portal.spreadsheets import CSV, XLSX
from regions.models import Bezirk
from regions.roles.access import role_only
from stadtteilkasse.bericht import queries, services, spreadsheets
from stadtteilkasse.bericht.domain import sentences
from stadtteilkasse.bericht.forms import HeadForm
from stadtteilkasse.bericht.models import READERS, WRITERS, Bericht
from stadtteilkasse.bericht.pages import context_of, tables_of
from stadtteilkasse.haushalt.models import Haushaltsjahr


@require_GET
@role_only(*READERS)
def index(request):
    bezirk = Bezirk.objects.get(pk=settings.BEZIRK)
    context = {
        "berichte": Bericht.objects.visible_to(request.user).select_related("frozen_by"),
        "years": queries.years_of(bezirk) if services.may_report(request.user, bezirk) else [],
    }
    return render(request, "bericht/index.html", context)


@role_only(*WRITERS)
@once.sending
def preview(request, year):
    haushaltsjahr = get_object_or_404(
        Haushaltsjahr.objects.select_related("bezirk"), bezirk=settings.BEZIRK, year=year
    )
    if not services.may_report(request.user, haushaltsjahr.bezirk):
        raise Http404
    if request.method == "POST":
        bericht = services.freeze_bericht(haushaltsjahr, actor=request.user)
        messages.success(request, "Die Zahlen sind eingefroren. Das PDF wird jetzt erstellt.")
        return redirect("bericht:detail", bericht.public_id)
    snapshot = queries.snapshot(haushaltsjahr)
    context = {
        "snapshot": snapshot,
        "sentences": sentences(snapshot),
        "tables": tables_of(snapshot),
    }
    return render(request, "bericht/preview.html", context)


@require_GET
@role_only(*READERS)
def detail(request, public_id):
    bericht = _bericht(request.user, public_id)
    context = context_of(bericht) | {"may_write": services.may_report(request.user, bericht.bezirk)}
    return render(request, "bericht/detail.html", context)


@role_only(*WRITERS)
@once.sending
def head(request, public_id):
    bericht = _bericht(request.user, public_id)
    form = HeadForm(request.POST or None, instance=_bericht(request.user, public_id))
    if request.method == "POST" and form.is_valid():
        try:
            services.complete_head(
                bericht,
                form.cleaned_data,
                actor=request.user,
                expected_version=sent_version(request),
            )
        except Stale as stale:
            bericht = stale.row
            form.add_error(None, stale.sentence)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Gespeichert. Das PDF wird neu erstellt.")
            return redirect("bericht:detail", public_id)
    context = {"form": form, "bericht": bericht}
    return render(request, "bericht/head.html", context, status=422 if form.is_bound else 200)


@require_GET
@role_only(*READERS)
def pdf(request, public_id):
    bericht = _bericht(request.user, public_id)
    if bericht.pdf.file is None:
        raise Http404
    return files.serve(bericht.pdf.file)


@require_GET
@role_only(*READERS)
def xlsx(request, public_id):
    bericht = _bericht(request.user, public_id)
    return _download(spreadsheets.as_xlsx(bericht), XLSX, bericht, "xlsx")


@require_GET
@role_only(*READERS)
def csv(request, public_id):
    bericht = _bericht(request.user, public_id)
    return _download(spreadsheets.as_csv(bericht), CSV, bericht, "csv")


def _bericht(user, public_id):
    berichte = Bericht.objects.visible_to(user).select_related("bezirk", "frozen_by", "pdf__file")
    return get_object_or_404(berichte, public_id=public_id)


def _download(content, content_type, bericht, ending):
    response = HttpResponse(content, content_type=content_type)
    name = f"Bericht-Stadtteilkassen-{bericht.year}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
