"""Pages: look at all answers, send, and what comes then."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import clock, once, pdf
from portal.access import resident_only
from portal.errors import Refused
from stadtteilkasse.antrag import sessions
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.forms import ReceiptForm
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.queries.outlook import outlook, richtlinie_of
from stadtteilkasse.antrag.queries.progress import all_problems, page_hints
from stadtteilkasse.antrag.queries.reading import read_sections
from stadtteilkasse.antrag.sections import PAGES
from stadtteilkasse.antrag.services.submit import submit
from stadtteilkasse.antrag.views.common import CHECK_PAGE, FROM, beside, page_url, version_sent


@never_cache
@once.sending
def check(request, public_id):
    """All answers on one page. Sending needs a person, so the login comes here at the latest."""
    case = sessions.find_case(request, public_id)
    if case.stage != Stage.DRAFT:
        return redirect("antrag:sent", case.public_id)
    if case.region_id is None:
        return redirect(page_url(case, "ort"))
    if case.entered_by_id:
        return _check_for_somebody(request, case)
    if request.method != "POST":
        return _show_check(request, case)
    if not request.user.is_authenticated:
        return redirect(_login_url(case))
    try:
        submit(case, actor=request.user, expected_version=version_sent(request))
    except Refused as refusal:
        case = sessions.find_case(request, public_id)
        if case.stage == Stage.DRAFT:
            return _show_check(request, case, refusal.sentence)
    return redirect("antrag:sent", case.public_id)


def _check_for_somebody(request, case):
    """The office sends what it typed, with the day on which it came."""
    form = ReceiptForm(request.POST or None, initial={"received_on": clock.today()})
    if request.method != "POST" or not form.is_valid():
        return _show_check(request, case, form=form)
    try:
        submit(
            case,
            actor=request.user,
            expected_version=version_sent(request),
            channel=case.channel,
            received_on=form.cleaned_data["received_on"],
            entered_by=request.user,
        )
    except Refused as refusal:
        return _show_check(request, case, refusal.sentence, form=form)
    return redirect("akte:case", case.public_id)


@never_cache
@require_safe
@resident_only
def sent(request, public_id):
    case = _sent_case(request, public_id)
    expected = outlook(case.region, case.richtlinie, case.received_on)
    context = {"case": case, "outlook": expected, **beside(case)}
    return render(request, "antrag/sent.html", context)


@never_cache
@require_safe
@resident_only
def confirmation(request, public_id):
    """The confirmation as PDF, made from the case whenever it is asked for."""
    case = _sent_case(request, public_id)
    context = {
        "case": case,
        "sections": read_sections(case),
        "outlook": outlook(case.region, case.richtlinie, case.received_on),
        "created": case.submitted_at,
        "language": "de",
    }
    html = render_to_string("antrag/print/confirmation.html", context)
    response = HttpResponse(pdf.render(html), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="Eingang-{case.number}.pdf"'
    return response


def _sent_case(request, public_id):
    mine = Antrag.objects.mine(request.user).sent()
    return get_object_or_404(
        mine.select_related("region__bezirk", "richtlinie", "haushaltsjahr"), public_id=public_id
    )


def _login_url(case):
    back = reverse("antrag:check", args=[case.public_id])
    return f"{reverse('accounts:login')}?{urlencode({'next': back})}"


def _show_check(request, case, sentence="", form=None):
    today = clock.today()
    problems = all_problems(case)
    context = {
        "case": case,
        "sections": read_sections(case),
        "missing": [
            {"question": PAGES[slug].question, "href": _edit_url(case, slug), "text": text}
            for slug, found in problems.items()
            for text in found.values()
        ],
        "hints": [hint for slug in PAGES for hint in page_hints(case, slug)],
        "outlook": outlook(case.region, richtlinie_of(case, today), today),
        "sentence": sentence,
        "form": form,
        **beside(case),
        "breadcrumb": [
            (_("Start"), "/"),
            (_("Ihr Antrag"), reverse("antrag:overview", args=[case.public_id])),
            (_("Prüfen und senden"), ""),
        ],
    }
    refused = bool(sentence or (form and form.errors))
    return render(request, "antrag/check.html", context, status=422 if refused else 200)


def _edit_url(case, slug):
    return f"{page_url(case, slug)}?{FROM}={CHECK_PAGE}"
