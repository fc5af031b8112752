"""Pages: what a person does after sending: answer a question, take the application back."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal import once
from portal.access import resident_only
from portal.errors import Refused
from stadtteilkasse.antrag.domain import STEPS, Stage
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.queries.corrections import open_corrections
from stadtteilkasse.antrag.queries.progress import answers_of, page_problems
from stadtteilkasse.antrag.queries.reading import read_sections
from stadtteilkasse.antrag.sections import Section, pages_of
from stadtteilkasse.antrag.services.answer import answer_corrections, withdraw
from stadtteilkasse.antrag.views.common import beside, page_url, version_sent


@never_cache
@resident_only
@once.sending
def answer(request, public_id):
    """The questions, the parts that are open for them, and sending back."""
    case = _my_sent_case(request, public_id)
    if case.stage != Stage.RETURNED:
        return redirect("meine:case", case.public_id)
    sentence = ""
    if request.method == "POST":
        try:
            answer_corrections(case, actor=request.user, expected_version=version_sent(request))
        except Refused as refusal:
            sentence = refusal.sentence
            case = _my_sent_case(request, public_id)
        else:
            return redirect("meine:case", case.public_id)
    context = {
        "case": case,
        "questions": _questions(case),
        "sentence": sentence,
        **beside(case),
        "breadcrumb": _breadcrumb(case, _("Frage beantworten")),
    }
    return render(request, "antrag/answer.html", context, status=422 if sentence else 200)


@never_cache
@resident_only
@once.sending
def take_back(request, public_id):
    case = _my_sent_case(request, public_id)
    if case.stage not in STEPS["withdraw"].sources:
        return redirect("meine:case", case.public_id)
    sentence = ""
    if request.method == "POST":
        try:
            withdraw(case, actor=request.user, expected_version=version_sent(request))
        except Refused as refusal:
            sentence = refusal.sentence
            case = _my_sent_case(request, public_id)
        else:
            return redirect("meine:case", case.public_id)
    context = {
        "case": case,
        "sentence": sentence,
        **beside(case),
        "breadcrumb": _breadcrumb(case, _("Antrag zurückziehen")),
    }
    return render(request, "antrag/withdraw.html", context, status=422 if sentence else 200)


def _my_sent_case(request, public_id):
    mine = Antrag.objects.mine(request.user).sent().select_related("region__bezirk", "richtlinie")
    return get_object_or_404(mine, public_id=public_id)


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
    return [
        (_("Meine Anträge"), "/meine-antraege/"),
        (case.number, f"/meine-antraege/{case.public_id}/"),
        (label, ""),
    ]
