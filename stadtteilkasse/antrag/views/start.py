"""Pages: begin an application, see how far it is, put it aside."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal import once
from portal.access import resident_only
from portal.accounts.limits import allow, client_address
from stadtteilkasse.antrag import sessions
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.queries.progress import Progress, progress_of
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.antrag.services import draft
from stadtteilkasse.antrag.status import steps_ahead
from stadtteilkasse.antrag.views.common import actor_of, beside, home_url, page_url

# Words and look of each state in the list of parts.
STATES = {
    Progress.OPEN: (gettext_lazy("offen"), "neutral"),
    Progress.DONE: (gettext_lazy("fertig"), "success"),
    Progress.CHECK: (gettext_lazy("bitte prüfen"), "warning"),
    Progress.OPTIONAL: (gettext_lazy("freiwillig"), "neutral"),
}


@never_cache
@require_safe
def start(request):
    context = {
        "drafts": sessions.open_drafts(request),
        "steps": steps_ahead(),
        "breadcrumb": [(_("Start"), "/"), (_("Antrag stellen"), "")],
    }
    return render(request, "antrag/start.html", context)


@require_POST
@once.sending
def begin(request):
    if not (request.user.is_authenticated or _may_begin_another(request)):
        messages.error(
            request,
            _(
                "Von hier wurden gerade sehr viele Anträge begonnen. Bitte melden Sie sich an, "
                "oder versuchen Sie es in einer Stunde noch einmal."
            ),
        )
        return redirect("antrag:start")
    case = draft.start_draft(actor=actor_of(request))
    if not request.user.is_authenticated:
        sessions.hold(request, case)
    return redirect(page_url(case, "ort"))


@never_cache
@require_safe
def overview(request, public_id):
    case = sessions.find_case(request, public_id)
    if case.stage != Stage.DRAFT:
        return redirect(home_url(case))
    sections = progress_of(case)
    needed = [row for row in sections if row.section != Section.FILES]
    done = sum(row.progress == Progress.DONE for row in needed)
    context = {
        "case": case,
        "tasks": [_task(case, row) for row in sections] + [_check_task(case)],
        "done": done,
        "total": len(needed),
        "progress": _("%(done)s von %(total)s Teilen fertig")
        % {"done": done, "total": len(needed)},
        "next_url": _next_url(case, sections),
        "breadcrumb": [(_("Start"), "/"), (_("Ihr Antrag"), "")],
        **beside(case),
    }
    return render(request, "antrag/overview.html", context)


@never_cache
@require_safe
@resident_only
def later(request, public_id):
    """Put the draft aside: the login before this page has tied it to a person."""
    case = sessions.find_case(request, public_id)
    return render(request, "antrag/later.html", {"case": case})


@never_cache
@once.sending
def delete(request, public_id):
    case = sessions.find_case(request, public_id)
    if case.stage != Stage.DRAFT:
        return redirect(home_url(case))
    if request.method == "POST":
        draft.delete_draft(case, actor=actor_of(request))
        return redirect("antrag:start")
    return render(request, "antrag/delete.html", {"case": case})


def _may_begin_another(request):
    """A library's visitors share one address; a machine that fills the disk has one too."""
    return allow("draft_from", client_address(request), times=60, seconds=3600)


def _next_url(case, sections):
    """Where „Weiter“ leads: the first part that is not done, else checking."""
    unfinished = (row for row in sections if row.progress in (Progress.OPEN, Progress.CHECK))
    first = next(unfinished, None)
    return (
        page_url(case, first.page.slug) if first else reverse("antrag:check", args=[case.public_id])
    )


def _task(case, row):
    words, kind = STATES[row.progress]
    # What the other parts ask depends on the Stadtteil, so it comes first.
    waits = case.region_id is None and row.section != Section.PLACE
    return {
        "label": row.section.label,
        "href": "" if waits else page_url(case, row.page.slug),
        "status": words,
        "kind": kind,
        "hint": _("Bitte zuerst: Wo und wann") if waits else "",
    }


def _check_task(case):
    return {
        "label": _("Prüfen und senden"),
        "href": reverse("antrag:check", args=[case.public_id]) if case.region_id else "",
        "status": _("offen"),
        "kind": "neutral",
    }
