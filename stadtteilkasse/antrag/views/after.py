"""Pages after sending: answer a question (the office does for who has no account), take back."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal import once
from portal.access import resident_only
from portal.errors import Refused
from stadtteilkasse.antrag import sessions
from stadtteilkasse.antrag.domain import STEPS, Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.queries.corrections import open_corrections
from stadtteilkasse.antrag.queries.people import has_account
from stadtteilkasse.antrag.queries.progress import answers_of, page_problems
from stadtteilkasse.antrag.queries.reading import read_sections
from stadtteilkasse.antrag.sections import Section, pages_of
from stadtteilkasse.antrag.services.answer import answer_corrections, withdraw
from stadtteilkasse.antrag.views.common import beside, home_url, page_url, version_sent


@never_cache
@resident_only
@once.sending
def answer(request, public_id):
    """The questions, the parts that are open for them, and sending back."""
    case = _sent_case_at_hand(request, public_id)
    if case.stage != Stage.RETURNED:
        return redirect(home_url(case))
    title = _("Frage beantworten") if has_account(case) else "Antwort eintragen"
    return _act(request, case, answer_corrections, "antrag/answer.html", title, _questions)


@never_cache
@resident_only
@once.sending
def take_back(request, public_id):
    case = _my_sent_case(request, public_id)
    if case.stage not in STEPS["withdraw"].sources:
        return redirect("meine:case", case.public_id)
    return _act(request, case, withdraw, "antrag/withdraw.html", _("Antrag zurückziehen"))


def _act(request, case, service, template, title, questions=lambda case: []):
    """Act and go on to the case; or the page, with what was refused and the case as it is now."""
    sentence = ""
    if request.method == "POST":
        try:
            service(case, actor=request.user, expected_version=version_sent(request))
        except Refused as refusal:
            sentence = refusal.sentence
            case = _sent_case_at_hand(request, case.public_id)
        else:
            return redirect(home_url(case))
    context = {
        "case": case,
        "questions": questions(case),
        "sentence": sentence,
        "title": title,
        "by_office": not has_account(case),
        "home_url": home_url(case),
        **beside(case),
        "breadcrumb": _breadcrumb(case, title),
    }
    return render(request, template, context, status=422 if sentence else 200)


def _sent_case_at_hand(request, public_id):
    return _found(sessions.at_hand(request), public_id)


def _my_sent_case(request, public_id):
    return _found(Antrag.objects.mine(request.user), public_id)


def _found(cases, public_id):
    sent = cases.sent().select_related("region__bezirk", "richtlinie")
    return get_object_or_404(sent.prefetch_related("participants"), public_id=public_id)


def _questions(case):
    """Each open question with the pages that it opens and what is in them now."""
    read = {row.page.slug: row.items for row in read_sections(case)}
    given = answers_of(case)
    return [
        {
            "correction": correction,
            "section": Section(correction.section).label,
            "pages": [
                {
                    "question": page.question,
                    "href": page_url(case, page.slug),
                    "items": read[page.slug],
                    "problems": page_problems(case, page.slug, given).values(),
                }
                for page in pages_of(correction.section)
            ],
        }
        for correction in open_corrections(case)
    ]


def _breadcrumb(case, label):
    if not has_account(case):
        return [("Anträge", reverse("akte:cases")), (case.number, home_url(case)), (label, "")]
    return [
        (_("Meine Anträge"), "/meine-antraege/"),
        (case.number, f"/meine-antraege/{case.public_id}/"),
        (label, ""),
    ]
