"""Pages: one Sitzung with agenda, attendance and course."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal import once
from portal.access import staff_only
from portal.errors import Refused, Stale
from portal.rows import sent_version
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.jury import queries, services
from stadtteilkasse.jury.domain import ItemState
from stadtteilkasse.jury.forms import AttendanceForm
from stadtteilkasse.jury.views.common import find_sitzung, item_to_run, sitzung_to_run, words_of


@require_safe
@staff_only
def sitzung(request, public_id):
    return _sitzung_page(request, find_sitzung(request, public_id))


@require_POST
@staff_only
@once.sending
def attendance(request, public_id):
    row = sitzung_to_run(request, public_id)
    form = AttendanceForm(request.POST)
    if form.is_valid():
        try:
            services.record_attendance(
                row, actor=request.user, expected_version=sent_version(request), **form.cleaned_data
            )
        except Stale as stale:
            row = find_sitzung(request, public_id)
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
    row = sitzung_to_run(request, public_id)
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
    row = sitzung_to_run(request, public_id)
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
    row = sitzung_to_run(request, public_id)
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
    item = item_to_run(request, public_id)
    by = -1 if request.POST.get("by") == "up" else 1
    return _act(request, item.sitzung, lambda: services.move(item, by=by, actor=request.user))


def _act(request, row, act, done=""):
    """Call the service and go back to the Sitzung, or show it with what was refused."""
    try:
        act()
    except Refused as refusal:
        return _sitzung_page(
            request, find_sitzung(request, row.public_id), refusal=refusal.sentence
        )
    if done:
        messages.success(request, done)
    return redirect("jury:sitzung", row.public_id)


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
        "path": [("Sitzungen", reverse("jury:index")), (words_of(row), "")],
        "title": words_of(row),
    }
    problems = refusal or (attendance_form and attendance_form.errors)
    return render(request, "jury/sitzung.html", context, status=422 if problems else 200)
