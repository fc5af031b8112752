"""Pages with one form each: see it, save it on „Weiter“, go on."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from portal import clock, once
from portal.errors import Refused
from stadtteilkasse.antrag import forms, sessions
from stadtteilkasse.antrag.queries.outlook import outlook, richtlinie_of
from stadtteilkasse.antrag.queries.progress import asked_declarations, page_hints
from stadtteilkasse.antrag.sections import PAGES
from stadtteilkasse.antrag.services import draft
from stadtteilkasse.antrag.views import costs, files, place
from stadtteilkasse.antrag.views.common import (
    actor_of,
    add_refusal,
    home_url,
    onwards,
    page_url,
    render_page,
    stays_closed,
    version_sent,
    wants_later,
)

FORMS = {
    "termin": forms.DateForm,
    "sie": forms.KindForm,
    "kontakt": forms.ContactForm,
    "aktion": forms.ActionForm,
    "mitmachen": forms.ParticipationForm,
    "zustellung": forms.DeliveryForm,
}


@never_cache
@files.limit_uploads
@once.sending
def page(request, public_id, slug):
    """Any page of the application, by its slug."""
    if slug not in PAGES:
        raise Http404
    case = sessions.find_case(request, public_id)
    if stays_closed(case, slug):
        return redirect(home_url(case))
    if case.region_id is None and slug != "ort":
        # What the other pages ask depends on the Stadtteil.
        return redirect(page_url(case, "ort"))
    return VIEWS[slug](request, case, slug)


def answers_page(request, case, slug):
    form = FORMS[slug](request.POST or None, instance=case)
    if request.method == "POST" and (form.is_valid() or wants_later(request)):
        try:
            changed = draft.save_answers(
                case,
                form.answers,
                section=PAGES[slug].section,
                actor=actor_of(request),
                expected_version=version_sent(request),
            )
        except Refused as refusal:
            case = add_refusal(form, refusal, case)
        else:
            case.refresh_from_db()
            has_hints = bool(changed and page_hints(case, slug))
            return onwards(request, case, slug, look_again=has_hints)
    hints = [] if form.is_bound else page_hints(case, slug)
    return render_page(
        request,
        case,
        slug,
        f"antrag/pages/{slug}.html",
        {"form": form, "hints": hints} | MORE_CONTEXT.get(slug, lambda case: {})(case),
        refused=bool(form.errors),
    )


def declarations_page(request, case, slug):
    form = forms.DeclarationsForm(
        request.POST or None,
        asked=asked_declarations(case),
        declared=case.declarations.values_list("code", flat=True),
    )
    if request.method == "POST" and (form.is_valid() or wants_later(request)):
        try:
            draft.save_declarations(
                case, form.words, actor=actor_of(request), expected_version=version_sent(request)
            )
        except Refused as refusal:
            case = add_refusal(form, refusal, case)
        else:
            return onwards(request, case, slug)
    return render_page(
        request,
        case,
        slug,
        "antrag/pages/erklaerungen.html",
        {"form": form},
        refused=bool(form.errors),
    )


def _dates(case):
    today = clock.today()
    return {"outlook": outlook(case.region, richtlinie_of(case, today), today)}


MORE_CONTEXT = {"termin": _dates}

VIEWS = dict.fromkeys(FORMS, answers_page) | {
    "ort": place.place_page,
    "kosten": costs.costs_page,
    "dateien": files.files_page,
    "erklaerungen": declarations_page,
}
