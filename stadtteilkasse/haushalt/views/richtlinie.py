"""Pages about the versions of the Richtlinie."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from portal import clock, once
from portal.errors import Refused, Stale
from portal.rows import sent_version
from regions.models import Bezirk, Bezirksregion
from regions.roles.access import role_only
from regions.roles.queries import Role
from stadtteilkasse.haushalt import domain, queries, services
from stadtteilkasse.haushalt.forms import DraftForm, RichtlinieForms
from stadtteilkasse.haushalt.models import READERS, Richtlinie
from stadtteilkasse.haushalt.seed import first_contents

changers_only = role_only(Role.SACHBEARBEITUNG, Role.LEITUNG)


@require_GET
@role_only(*READERS)
def index(request):
    versions = Richtlinie.objects.visible_to(request.user).with_people()
    context = {
        "drafts": [one for one in versions if one.is_draft],
        "areas": queries.versions_by_area(versions, clock.today()),
        "today": clock.today(),
        "may_change": queries.changes_money(request.user, _bezirk()),
        "breadcrumb": [("Richtlinien", "")],
    }
    return render(request, "haushalt/richtlinien.html", context)


@require_GET
@role_only(*READERS)
def show(request, public_id):
    richtlinie = _visible_or_404(request.user, public_id)
    before = queries.version_before(richtlinie)
    words = queries.readable(richtlinie)
    may_edit = _may_edit(request.user, richtlinie)
    may_approve = _may_approve(request.user, richtlinie)
    context = {
        "richtlinie": richtlinie,
        "before": before,
        "comparison": f"Verglichen mit „{before}“",
        "changes": domain.difference(queries.readable(before), words) if before else [],
        "words": words.items(),
        "may_approve": may_approve,
        "may_edit": may_edit,
        "may_discard": may_edit or may_approve,
        "breadcrumb": [_trail(), (str(richtlinie), "")],
    }
    return render(request, "haushalt/richtlinie.html", context)


@changers_only
@once.sending
def draft(request):
    bezirk = _bezirk()
    regions = Bezirksregion.objects.filter(bezirk=bezirk).valid_on(clock.today())
    form = DraftForm(request.POST or None, regions=regions, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        region = form.cleaned_data["region"]
        try:
            drafted = services.draft_richtlinie(
                bezirk,
                region=region,
                contents=_contents_to_start_from(bezirk, region),
                actor=request.user,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("haushalt:richtlinie_edit", public_id=drafted.public_id)
    context = {"form": form, "breadcrumb": [_trail(), ("Neue Fassung", "")]}
    status = 422 if form.errors else 200
    return render(request, "haushalt/richtlinie_draft.html", context, status=status)


@changers_only
@once.sending
def edit(request, public_id):
    richtlinie = _visible_or_404(request.user, public_id)
    if request.method != "POST" and not _may_edit(request.user, richtlinie):
        return redirect("haushalt:richtlinie", public_id=public_id)
    forms = RichtlinieForms(request.POST or None, contents=queries.contents_of(richtlinie))
    # What was typed is compared with the version that it was typed into.
    version = sent_version(request) if request.method == "POST" else richtlinie.version
    refused = ""
    if request.method == "POST" and forms.is_valid():
        try:
            services.write_richtlinie(
                richtlinie,
                contents=forms.contents,
                actor=request.user,
                expected_version=version,
            )
        except Stale as stale:
            refused, version = stale.sentence, stale.row.version
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, "Der Entwurf ist gespeichert.")
            target = "richtlinie_edit" if "weiter" in request.POST else "richtlinie"
            return redirect(f"haushalt:{target}", public_id=public_id)
    context = {
        "richtlinie": richtlinie,
        "forms": forms,
        "version": version,
        "refused": refused,
        "breadcrumb": [_trail(), (str(richtlinie), _url(richtlinie)), ("Bearbeiten", "")],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "haushalt/richtlinie_edit.html", context, status=status)


@require_POST
@role_only(Role.LEITUNG)
@once.sending
def approve(request, public_id):
    richtlinie = _visible_or_404(request.user, public_id)
    try:
        services.approve_richtlinie(
            richtlinie, actor=request.user, expected_version=sent_version(request)
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{richtlinie} ist freigegeben.")
    return redirect("haushalt:richtlinie", public_id=public_id)


@require_POST
@changers_only
@once.sending
def discard(request, public_id):
    richtlinie = _visible_or_404(request.user, public_id)
    try:
        services.discard_richtlinie(richtlinie, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("haushalt:richtlinie", public_id=public_id)
    messages.success(request, "Der Entwurf ist verworfen.")
    return redirect("haushalt:richtlinien")


def _visible_or_404(user, public_id):
    versions = Richtlinie.objects.visible_to(user).with_people()
    return get_object_or_404(versions, public_id=public_id)


def _may_edit(user, richtlinie):
    return richtlinie.is_draft and user == richtlinie.edited_by


def _may_approve(user, richtlinie):
    is_somebody_else = user != richtlinie.edited_by
    return richtlinie.is_draft and is_somebody_else and queries.leads(user, richtlinie.bezirk)


def _bezirk():
    return get_object_or_404(Bezirk, pk=settings.BEZIRK)


def _trail():
    return ("Richtlinien", reverse("haushalt:richtlinien"))


def _url(richtlinie):
    return reverse("haushalt:richtlinie", kwargs={"public_id": richtlinie.public_id})


def _contents_to_start_from(bezirk, region):
    """What holds today; where nothing does yet, the rules that the known funds have in common."""
    today = clock.today()
    if queries.current_richtlinie(region or Bezirksregion(bezirk=bezirk), today) is None:
        return first_contents(today)
    return queries.contents_to_start_from(bezirk, region, today)
