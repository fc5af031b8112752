"""Staff's pages of the Sitzungen: plan, agenda, and the live view of one item at a time."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal import clock, once
from portal.access import staff_only
from portal.errors import Refused, Stale
from portal.rows import sent_version
from portal.templatetags.german import datum
from regions.roles.access import role_only
from regions.roles.queries import regions_of
from stadtteilkasse.antrag.domain import STEPS, Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.review.views import refused
from stadtteilkasse.jury import queries, services
from stadtteilkasse.jury.domain import ItemState
from stadtteilkasse.jury.forms import AgendaForm, AttendanceForm, PlanForm, VoteForm
from stadtteilkasse.jury.models import Sitzung
from stadtteilkasse.jury.querysets import RUNS_SITZUNGEN, SEES_SITZUNGEN


@require_safe
@role_only(*SEES_SITZUNGEN)
def index(request):
    mine = Sitzung.objects.visible_to(request.user).select_related("region").with_counts()
    today = clock.today()
    context = {
        "coming": mine.filter(day__gte=today, cancelled_at=None).order_by("day", "starts_at"),
        "past": mine.filter(day__lt=today, cancelled_at=None).order_by("-day", "-starts_at")[:50],
        "may_plan": regions_of(request.user, *RUNS_SITZUNGEN).exists(),
        "today": today,
    }
    return render(request, "jury/index.html", context)


@role_only(*RUNS_SITZUNGEN)
@once.sending
def plan(request):
    form = PlanForm(
        request.POST or None,
        regions=regions_of(request.user, *RUNS_SITZUNGEN),
        initial={"form": "present", "starts_at": "18:00"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            sitzung = services.plan_sitzung(actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Die Sitzung ist geplant.")
            return redirect("jury:sitzung", sitzung.public_id)
    return _plan_page(request, form, "Sitzung planen", reverse("jury:index"))


@staff_only
@once.sending
def change(request, public_id):
    sitzung = _sitzung_to_run(request, public_id)
    values = {name: getattr(sitzung, name) for name in PlanForm.base_fields if name != "region"}
    form = PlanForm(request.POST or None, initial=values)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_sitzung(
                sitzung,
                actor=request.user,
                expected_version=sent_version(request),
                **form.cleaned_data,
            )
        except Stale as stale:
            sitzung = stale.row
            form.add_error(None, f"{stale.sentence} Jetzt: {_words(sitzung)}.")
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Die Sitzung ist geändert.")
            return redirect("jury:sitzung", public_id)
    back = reverse("jury:sitzung", args=[public_id])
    return _plan_page(request, form, "Sitzung ändern", back, sitzung)


@require_safe
@staff_only
def sitzung(request, public_id):
    return _sitzung_page(request, _sitzung(request, public_id))


@require_POST
@staff_only
@once.sending
def attendance(request, public_id):
    row = _sitzung_to_run(request, public_id)
    form = AttendanceForm(request.POST)
    if form.is_valid():
        try:
            services.record_attendance(
                row, actor=request.user, expected_version=sent_version(request), **form.cleaned_data
            )
        except Stale as stale:
            row = _sitzung(request, public_id)
            form.add_error(None, stale.sentence)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("jury:sitzung", public_id)
    return _sitzung_page(request, row, attendance_form=form)


@require_POST
@staff_only
@once.sending
def fill(request, public_id):
    row = _sitzung_to_run(request, public_id)
    chosen = queries.cases_for_agenda(request.user, row).filter(
        public_id__in=request.POST.getlist("case")
    )
    if not chosen:
        return _sitzung_page(request, row, refusal="Kreuzen Sie mindestens einen Antrag an.")
    return _act(request, row, lambda: services.fill_agenda(row, chosen, actor=request.user))


@require_POST
@staff_only
@once.sending
def cancel(request, public_id):
    row = _sitzung_to_run(request, public_id)
    return _act(
        request,
        row,
        lambda: services.cancel_sitzung(
            row, actor=request.user, expected_version=sent_version(request)
        ),
        "Die Sitzung ist abgesagt. Ihre Anträge sind bereit für die nächste.",
    )


@require_POST
@staff_only
@once.sending
def close(request, public_id):
    row = _sitzung_to_run(request, public_id)
    return _act(
        request,
        row,
        lambda: services.close_sitzung(
            row, actor=request.user, expected_version=sent_version(request)
        ),
        "Die Sitzung ist abgeschlossen.",
    )


@require_POST
@staff_only
@once.sending
def move(request, public_id):
    item = _item_to_run(request, public_id)
    by = -1 if request.POST.get("by") == "up" else 1
    return _act(request, item.sitzung, lambda: services.move(item, by=by, actor=request.user))


@staff_only
@once.sending
def item(request, public_id):
    """One item of the live view: read it, and write down what the jury said."""
    row = _item(request, public_id)
    if request.method != "POST":
        return _item_page(request, row, VoteForm())
    _refuse_reader(request, row.sitzung)
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
                row = _item(request, public_id)
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
    _refuse_reader_of(request, case.region)
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


def _sitzung(request, public_id):
    mine = Sitzung.objects.visible_to(request.user).select_related("region")
    return get_object_or_404(mine, public_id=public_id)


def _sitzung_to_run(request, public_id):
    row = _sitzung(request, public_id)
    _refuse_reader(request, row)
    return row


def _item(request, public_id):
    return get_object_or_404(queries.items_in_full(request.user), public_id=public_id)


def _item_to_run(request, public_id):
    row = _item(request, public_id)
    _refuse_reader(request, row.sitzung)
    return row


def _refuse_reader(request, row):
    _refuse_reader_of(request, row.region)


def _refuse_reader_of(request, region):
    if not queries.runs(request.user, region):
        raise Http404


def _act(request, row, act, done=""):
    """Call the service and go back to the Sitzung, or show it with what was refused."""
    try:
        act()
    except Refused as refusal:
        return _sitzung_page(request, _sitzung(request, row.public_id), refusal=refusal.sentence)
    if done:
        messages.success(request, done)
    return redirect("jury:sitzung", row.public_id)


def _act_on_item(request, public_id, service, label):
    row = _item_to_run(request, public_id)
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


def _plan_page(request, form, title, back, row=None):
    context = {
        "form": form,
        "title": title,
        "sitzung": row,
        "back": back,
        "path": [("Sitzungen", reverse("jury:index")), (title, "")],
    }
    return render(request, "jury/plan.html", context, status=422 if form.errors else 200)


def _sitzung_page(request, row, *, attendance_form=None, refusal=""):
    runs = queries.runs(request.user, row.region) and row.is_open
    items = list(queries.items_in_full(request.user).filter(sitzung=row).on_agenda())
    decided = [item for item in items if item.state != ItemState.OPEN]
    context = queries.sitzung_figures(row) | {
        "sitzung": row,
        "runs": runs,
        "items": items,
        "first_open": next((item for item in items if item.antrag.stage == Stage.ON_AGENDA), None),
        "can_close": bool(decided),
        "can_cancel": not decided,
        "ready": queries.cases_for_agenda(request.user, row) if runs else (),
        "attendance_form": attendance_form
        or AttendanceForm(initial={"invited": row.invited, "present": row.present}),
        "refusal": refusal,
        "path": [("Sitzungen", reverse("jury:index")), (_words(row), "")],
        "title": _words(row),
    }
    problems = refusal or (attendance_form and attendance_form.errors)
    return render(request, "jury/sitzung.html", context, status=422 if problems else 200)


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
            (_words(sitzung), reverse("jury:sitzung", args=[sitzung.public_id])),
            (f"TOP {row.position}", ""),
        ],
    }
    return render(request, "jury/item.html", context, status=422 if form.errors else 200)


def _words(row):
    return f"{row.region}, {datum(row.day)}"
