"""Staff's pages of the letters: drafting, releasing, posting."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from portal import clock, files, once
from portal.errors import Refused, Stale
from portal.rows import sent_version
from regions.roles.access import role_only
from stadtteilkasse.antrag.querysets import SEES_CASES
from stadtteilkasse.bescheid import queries, services
from stadtteilkasse.bescheid.domain import BescheidKind
from stadtteilkasse.bescheid.forms import DecisionForm, PostingForm, SendBackForm
from stadtteilkasse.bescheid.letter import compose
from stadtteilkasse.bescheid.services.draft import may_draft, proposed_days
from stadtteilkasse.bescheid.services.release import obstacle_to_release
from stadtteilkasse.haushalt.queries import money

A_PAGE = 25
PARTS = {
    "freigabe": "Freizugeben",
    "zurueck": "Zurückgegeben",
    "post": "Zu drucken",
    "alle": "Alle",
}


@require_GET
@role_only(*SEES_CASES)
def index(request):
    part = request.GET.get("teil") if request.GET.get("teil") in PARTS else "freigabe"
    letters = queries.letters_in_office(request.user)
    chosen = queries.PARTS[part](letters)
    context = {
        "page": Paginator(chosen, A_PAGE).get_page(request.GET.get("seite")),
        "part": part,
        "tabs": [(label, f"?teil={key}", key == part) for key, label in PARTS.items()],
    }
    return render(request, "bescheid/index.html", context)


@role_only(*SEES_CASES)
@once.sending
def draft(request, case_id):
    case = get_object_or_404(queries.cases_to_draft(request.user), public_id=case_id)
    if not may_draft(request.user, case):
        raise Http404
    existing = case.bescheide.first()
    if existing and request.method != "POST":
        return redirect("bescheid:detail", existing.public_id)
    standing = None
    form = DecisionForm(
        request.POST or None,
        initial=_proposal(case),
        legal_form=case.richtlinie.legal_form,
    )
    if request.method == "POST" and form.is_valid():
        try:
            bescheid = services.draft_bescheid(
                case,
                form.decision(),
                actor=request.user,
                expected_version=sent_version(request),
            )
        except Stale as stale:
            case, standing = stale.row, stale.row.bescheide.first()
            form.add_error(None, stale.sentence)
        except Refused as refusal:
            standing = existing
            form.add_error(None, refusal.sentence)
        else:
            return redirect("bescheid:detail", bescheid.public_id)
    return _decision_page(request, form, case, standing=standing)


@role_only(*SEES_CASES)
@once.sending
def change(request, public_id):
    bescheid = _letter_in_office(request.user, public_id)
    if not may_draft(request.user, bescheid.antrag):
        raise Http404
    if not bescheid.is_draft and request.method != "POST":
        return redirect("bescheid:detail", public_id)
    standing = None
    form = DecisionForm(
        request.POST or None,
        initial=_values_of(bescheid),
        legal_form=bescheid.legal_form,
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_draft(
                bescheid,
                form.decision(),
                actor=request.user,
                expected_version=sent_version(request),
            )
        except Stale as stale:
            bescheid = standing = stale.row
            form.add_error(None, stale.sentence)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("bescheid:detail", public_id)
    return _decision_page(request, form, bescheid.antrag, bescheid=bescheid, standing=standing)


@require_GET
@role_only(*SEES_CASES)
def detail(request, public_id):
    return _letter_page(request, _letter_in_office(request.user, public_id))


@require_POST
@role_only(*SEES_CASES)
@once.sending
def release(request, public_id):
    bescheid = _letter_in_office(request.user, public_id)
    try:
        services.release_bescheid(
            bescheid, actor=request.user, expected_version=sent_version(request)
        )
    except Refused as refusal:
        return _refused_page(request, public_id, refusal)
    messages.success(request, "Der Brief ist freigegeben. Das PDF wird jetzt erstellt.")
    return redirect("bescheid:detail", public_id)


@require_POST
@role_only(*SEES_CASES)
@once.sending
def send_back(request, public_id):
    bescheid = _letter_in_office(request.user, public_id)
    form = SendBackForm(request.POST)
    if form.is_valid():
        try:
            services.send_back(
                bescheid,
                actor=request.user,
                reason=form.cleaned_data["reason"],
                expected_version=sent_version(request),
            )
        except Refused as refusal:
            return _refused_page(request, public_id, refusal, send_back_form=form)
        else:
            messages.success(request, "Der Entwurf ist zurückgegeben.")
            return redirect("bescheid:index")
    return _letter_page(request, bescheid, send_back_form=form)


@require_POST
@role_only(*SEES_CASES)
@once.sending
def discard(request, public_id):
    bescheid = _letter_in_office(request.user, public_id)
    try:
        case = services.discard_draft(
            bescheid, actor=request.user, expected_version=sent_version(request)
        )
    except Refused as refusal:
        return _refused_page(request, public_id, refusal)
    messages.success(request, "Der Entwurf ist verworfen.")
    return redirect("akte:case", case.public_id)


@require_POST
@role_only(*SEES_CASES)
@once.sending
def record_posting(request, public_id):
    bescheid = _letter_in_office(request.user, public_id)
    form = PostingForm(request.POST)
    if form.is_valid():
        try:
            services.record_posting(
                bescheid,
                actor=request.user,
                posted_on=form.cleaned_data["posted_on"],
                expected_version=sent_version(request),
            )
        except Refused as refusal:
            if not queries.is_to_be_posted(_letter_in_office(request.user, public_id)):
                return _refused_page(request, public_id, refusal)
            form.add_error("posted_on", refusal.sentence)
        else:
            messages.success(request, "Der Posttag ist eingetragen.")
            return redirect("bescheid:detail", public_id)
    return _letter_page(request, bescheid, posting_form=form)


@require_POST
@role_only(*SEES_CASES)
@once.sending
def make_again(request, public_id):
    bescheid = _letter_in_office(request.user, public_id)
    try:
        services.make_again(bescheid, actor=request.user)
    except Refused as refusal:
        return _refused_page(request, public_id, refusal)
    messages.success(request, "Das PDF wird noch einmal erstellt.")
    return redirect("bescheid:detail", public_id)


@require_GET
@role_only(*SEES_CASES)
def pdf(request, public_id):
    return serve_pdf(_letter_in_office(request.user, public_id))


def _letter_in_office(user, public_id):
    return get_object_or_404(queries.letters_in_office(user), public_id=public_id)


def serve_pdf(bescheid):
    """The PDF of a letter; 404 until it is made."""
    ausfertigung = getattr(bescheid, "ausfertigung", None)
    if ausfertigung is None or ausfertigung.file is None:
        raise Http404
    return files.serve(ausfertigung.file)


def _proposal(case):
    vote = queries.vote_for(case)
    rejected = vote is None or not vote.amount
    standing = queries.conditions_to_choose(case.richtlinie.legal_form or "a", clock.today())
    return {
        "amount": vote.amount if vote else 0,
        "reason_code": "" if rejected else "AB-KUERZUNG",
        "reason": queries.known_reason(case, vote),
        "conditions": [clause.pk for clause in standing if clause.is_standard],
        **proposed_days(case),
    }


def _values_of(bescheid):
    values = {name: getattr(bescheid, name) for name in DecisionForm.base_fields}
    return values | {"conditions": list(bescheid.conditions.values_list("pk", flat=True))}


def _decision_page(request, form, case, *, bescheid=None, standing=None):
    """`standing`: the draft as somebody else has written it in the meantime."""
    context = {
        "form": form,
        "case": case,
        "bescheid": bescheid,
        "standing": standing,
        "version": (bescheid or case).version,
        "vote": queries.vote_for(case),
        "is_proposal": queries.vote_for(case) is None,
        "money": money(case.region, case.haushaltsjahr.year),
    }
    return render(request, "bescheid/decision.html", context, status=422 if form.is_bound else 200)


def _refused_page(request, public_id, refusal, **forms):
    """The letter as it stands now, with why the step was not taken."""
    bescheid = _letter_in_office(request.user, public_id)
    return _letter_page(request, bescheid, refusal=refusal.sentence, **forms)


def _letter_page(request, bescheid, *, refusal="", send_back_form=None, posting_form=None):
    bound = [form for form in (send_back_form, posting_form) if form is not None]
    case = bescheid.antrag
    context = {
        "bescheid": bescheid,
        "case": case,
        "letter": bescheid.letter if not bescheid.is_draft else _preview(bescheid),
        "refusal": refusal,
        "obstacle": obstacle_to_release(bescheid, request.user) if bescheid.is_draft else "",
        "may_draft": may_draft(request.user, case),
        "may_release": queries.may_release(request.user, case),
        "is_rejection": bescheid.kind == BescheidKind.REJECTION,
        "money": money(case.region, case.haushaltsjahr.year),
        "attempts": list(bescheid.bekanntgaben.select_related("notification", "posted_by")),
        "to_be_posted": queries.is_to_be_posted(bescheid),
        "send_back_form": send_back_form or SendBackForm(),
        "posting_form": posting_form or PostingForm(initial={"posted_on": clock.today()}),
        "neighbours": queries.neighbours_for_release(request.user, bescheid),
    }
    return render(request, "bescheid/detail.html", context, status=422 if refusal or bound else 200)


def _preview(bescheid):
    try:
        return compose(bescheid, number="", day=clock.today(), signed_by="")
    except Refused as refusal:
        return {"missing": refusal.sentence}
