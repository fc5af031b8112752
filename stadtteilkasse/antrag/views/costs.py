"""Page: the cost plan. Lines are added and taken away by the form's own buttons."""

from portal import clock
from portal.errors import Refused
from stadtteilkasse.antrag.forms import MOST_LINES, CostPlan, typed_plan
from stadtteilkasse.antrag.queries.outlook import richtlinie_of
from stadtteilkasse.antrag.queries.progress import line_hints
from stadtteilkasse.antrag.services import draft
from stadtteilkasse.antrag.views.common import (
    actor_of,
    add_refusal,
    onwards,
    render_page,
    version_sent,
    wants_later,
)

ADD, REMOVE = "zeile-dazu", "zeile-weg-"


def costs_page(request, case, slug):
    richtlinie = richtlinie_of(case, clock.today())
    step = request.POST.get("step", "")
    if request.method != "POST":
        return _render(
            request, case, slug, richtlinie, CostPlan(case, richtlinie), line_hints(case)
        )
    plan = CostPlan(case, richtlinie, request.POST)
    if step == ADD or step.startswith(REMOVE):
        typed = _with_changed_lines(typed_plan(request.POST), step)
        shown = CostPlan(case, richtlinie, typed=typed)
        return _render(request, case, slug, richtlinie, shown)
    if plan.is_valid() or (wants_later(request) and plan.is_readable()):
        try:
            changed = draft.save_costs(
                case,
                *plan.answers,
                actor=actor_of(request),
                expected_version=version_sent(request),
            )
        except Refused as refusal:
            case = add_refusal(plan.money, refusal, case)
        else:
            case.refresh_from_db()
            has_hints = changed and any(line_hints(case))
            return onwards(request, case, slug, look_again=has_hints)
    return _render(request, case, slug, richtlinie, plan)


def _with_changed_lines(typed, step):
    """What stands on the screen, with one line more or one less."""
    if step == ADD:
        return typed | {"lines": [*typed["lines"], {"quantity": "1"}][:MOST_LINES]}
    gone = step.removeprefix(REMOVE)
    left = [line for index, line in enumerate(typed["lines"]) if str(index) != gone]
    return typed | {"lines": left}


def _render(request, case, slug, richtlinie, plan, hints=()):
    hints = [*hints, *[[]] * len(plan.lines.forms)]
    context = {
        "plan": plan,
        "line_forms": [plan.lines],
        "rows": [
            {
                "form": form,
                "remove": f"{REMOVE}{index}",
                "hints": hints[index],
                "total": plan.total_of(form),
            }
            for index, form in enumerate(plan.lines)
        ],
        "kinds": richtlinie.kostenarten.all(),
        "together": sum(plan.totals),
        "requested": plan.requested,
        "add": ADD,
        "can_add": len(plan.lines.forms) < MOST_LINES,
    }
    return render_page(
        request, case, slug, "antrag/pages/kosten.html", context, refused=plan.is_bound
    )
