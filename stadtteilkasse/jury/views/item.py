"""Pages: one item of the live view, and how a case comes onto an agenda and off it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from portal import clock, once
from portal.access import staff_only
from portal.errors import Refused, Stale
from portal.rows import sent_version
from portal.templatetags.german import datum
from stadtteilkasse.antrag.domain import STEPS
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.review.pages import refused
from stadtteilkasse.jury import queries, services
from stadtteilkasse.jury.forms import AgendaForm, VoteForm
from stadtteilkasse.jury.views.common import find_item, item_to_run, must_run, words_of


@staff_only
@once.sending
def item(request, public_id):
    """One item of the live view: read it, and write down what the jury said."""
    row = find_item(request, public_id)
    if request.method != "POST":
        return _item_page(request, row, VoteForm())
    must_run(request, row.sitzung.region)
    form = VoteForm(request.POST)
    short = False
    if form.is_valid():
        save = services.put_on_waiting_list if "waiting" in request.POST else services.record_vote
        try:
            save(row, form.vote(), actor=request.user, expected_version=sent_version(request))
        except services.MoneyShort as refusal:
            short = True
            form.add_error(None, refusal.sentence)
        except Refused as refusal:
            if isinstance(refusal, Stale):
                row = find_item(request, public_id)
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{row.antrag.number}: Das Votum ist gespeichert.")
            return _go_on(row)
    return _item_page(request, row, form, short=short)


@require_POST
@staff_only
@once.sending
def take_off_agenda(request, public_id):
    return _act_on_item(request, public_id, services.take_off_agenda, "Von der Tagesordnung nehmen")


@require_POST
@staff_only
@once.sending
def reopen_vote(request, public_id):
    return _act_on_item(request, public_id, services.reopen_vote, "Votum zurücknehmen")


@staff_only
@once.sending
def put_on_agenda(request, public_id):
    """From the page of a case: choose the Sitzung that deals with it."""
    case = get_object_or_404(
        Antrag.objects.in_office(request.user).select_related("region"), public_id=public_id
    )
    must_run(request, case.region)
    sitzungen = queries.sitzungen_of(case.region, clock.today()).filter(closed_at=None)
    form = AgendaForm(request.POST or None, sitzungen=sitzungen)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["sitzung"]
        try:
            services.put_on_agenda(
                chosen, case, actor=request.user, expected_version=sent_version(request)
            )
        except Refused as refusal:
            return refused(request, case, "Auf die Tagesordnung", refusal)
        messages.success(
            request, f"{case.number} steht auf der Tagesordnung am {datum(chosen.day)}."
        )
        return redirect("akte:case", public_id)
    context = {
        "case": case,
        "form": form,
        "sitzungen": sitzungen,
        "path": [
            ("Anträge", reverse("akte:cases")),
            (case.number, reverse("akte:case", args=[public_id])),
            ("Auf die Tagesordnung", ""),
        ],
    }
    return render(request, "jury/put_on_agenda.html", context, status=422 if form.errors else 200)


def _act_on_item(request, public_id, service, label):
    row = item_to_run(request, public_id)
    try:
        service(row, actor=request.user, expected_version=sent_version(request))
    except Refused as refusal:
        return refused(request, row.antrag, label, refusal)
    messages.success(request, f"{row.antrag.number}: {label} ist erledigt.")
    return redirect("jury:sitzung", row.sitzung.public_id)


def _go_on(row):
    following = queries.next_open_item(row)
    if following is None:
        return redirect("jury:sitzung", row.sitzung.public_id)
    return redirect("jury:item", following.public_id)


def _item_page(request, row, form, *, short=False):
    sitzung = row.sitzung
    agenda = queries.items_in_full(request.user).filter(sitzung=sitzung).on_agenda()
    context = queries.sitzung_figures(sitzung) | {
        "item": row,
        "case": row.antrag,
        "sitzung": sitzung,
        "agenda": agenda,
        "costs": row.antrag.costs.all(),
        "others": row.antrag.own_money + row.antrag.other_money + row.antrag.income,
        "excluded": row.antrag.biases.select_related("user"),
        "form": form,
        "short": short,
        "runs": queries.runs(request.user, sitzung.region) and sitzung.is_open,
        "can_reopen": row.antrag.stage in STEPS["reopen_vote"].sources,
        "following": queries.next_open_item(row),
        "path": [
            ("Sitzungen", reverse("jury:index")),
            (words_of(sitzung), reverse("jury:sitzung", args=[sitzung.public_id])),
            (f"TOP {row.position}", ""),
        ],
    }
    return render(request, "jury/item.html", context, status=422 if form.errors else 200)
