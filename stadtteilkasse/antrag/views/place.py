"""Pages: where the action takes place. Nothing is guessed: what is not clear becomes a question."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal import clock, once
from portal.errors import Refused
from regions.models import SpecialArea
from regions.queries import (
    Outcome,
    find_planungsraum,
    regions_of_this_bezirk,
    special_areas_of,
)
from stadtteilkasse.antrag import sessions
from stadtteilkasse.antrag.forms import AreaForm, PlaceChoiceForm, PlaceForm
from stadtteilkasse.antrag.sections import Section
from stadtteilkasse.antrag.services import draft
from stadtteilkasse.antrag.views.common import (
    actor_of,
    add_refusal,
    home_url,
    onwards,
    render_page,
    stays_closed,
    version_sent,
    wants_later,
)
from stadtteilkasse.haushalt.queries import current_richtlinie

SLUG = "ort"
ADDRESS = ("place_street", "place_house_number", "place_postal_code")
# Choices that are no place but a way on.
LIST = "liste"
NUMBERED = "vorschlag-"


def place_page(request, case, slug):
    form = PlaceForm(request.POST or None, instance=case)
    if request.method == "POST" and (form.is_valid() or wants_later(request)):
        try:
            _save(request, case, form.answers | _located(case, form))
        except Refused as refusal:
            case = add_refusal(form, refusal, case)
        else:
            case = sessions.find_case(request, case.public_id)
            return _after_place(request, case)
    context = {"form": form}
    return render_page(
        request, case, slug, "antrag/pages/ort.html", context, refused=bool(form.errors)
    )


@never_cache
@once.sending
def choose(request, public_id):
    """The address was not clear, not here, or not found: choose what was meant."""
    case = sessions.find_case(request, public_id)
    if stays_closed(case, SLUG):
        return redirect(home_url(case))
    found = find_planungsraum(case.place_street, case.place_house_number, case.place_postal_code)
    by_list = LIST in request.GET or found.outcome in (Outcome.UNKNOWN, Outcome.OTHER_BEZIRK)
    form = PlaceChoiceForm(
        request.POST or None,
        choices=_all_regions() if by_list else _choices(found),
        label=_("In welchem Stadtteil ist es?") if by_list else _("Welcher Ort ist es?"),
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["choice"]
        if chosen == LIST:
            return redirect(f"{reverse('antrag:choose_place', args=[case.public_id])}?{LIST}")
        try:
            _save(request, case, _meant(chosen, found))
        except Refused as refusal:
            case = add_refusal(form, refusal, case)
        else:
            case = sessions.find_case(request, case.public_id)
            return _after_place(request, case)
    context = {"form": form, "found": found, "by_list": by_list}
    return render_page(
        request, case, SLUG, "antrag/pages/ort_waehlen.html", context, refused=bool(form.errors)
    )


@never_cache
@once.sending
def area(request, public_id):
    """Another programme has money of its own at this place: a question, never a refusal."""
    case = sessions.find_case(request, public_id)
    areas = own_programmes(case)
    if stays_closed(case, SLUG):
        return redirect(home_url(case))
    if not areas:
        return onwards(request, case, SLUG)
    form = AreaForm(request.POST or None, initial={"area_answer": case.area_answer})
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, case, form.cleaned_data)
        except Refused as refusal:
            case = add_refusal(form, refusal, case)
        else:
            return onwards(request, case, SLUG)
    context = {"form": form, "areas": areas}
    return render_page(
        request, case, SLUG, "antrag/pages/ort_gebiet.html", context, refused=bool(form.errors)
    )


def own_programmes(case):
    """The areas with money of their own (Quartiersmanagement) in which the place lies today."""
    if case.planungsraum is None:
        return SpecialArea.objects.none()
    areas = special_areas_of(case.planungsraum, clock.today())
    return areas.filter(kind=SpecialArea.Kind.QUARTIERSMANAGEMENT)


def _save(request, case, answers):
    return draft.save_answers(
        case,
        answers,
        section=Section.PLACE,
        actor=actor_of(request),
        expected_version=version_sent(request),
    )


def _located(case, form):
    """Where the address lies as far as it is clear; a Stadtteil chosen before holds for it."""
    if case.region_id and not set(ADDRESS) & set(form.changed_data):
        return {}
    return _as_answers(find_planungsraum(*(form.cleaned_data.get(name, "") for name in ADDRESS)))


def _as_answers(found):
    if found.outcome != Outcome.FOUND:
        return {"region": None, "planungsraum": None, "area_answer": ""}
    _refuse_without_rules(found.region)
    return {"region": found.region, "planungsraum": found.planungsraum, "area_answer": ""}


def _refuse_without_rules(region):
    if current_richtlinie(region, clock.today()) is None:
        sentence = _(
            "Im Stadtteil %(region)s gibt es zurzeit keine Stadtteilkasse. "
            "Bitte rufen Sie die Stadtteilkoordination an."
        )
        raise Refused(sentence % {"region": region})


def _after_place(request, case):
    if wants_later(request):
        return onwards(request, case, SLUG)
    query = f"?{request.GET.urlencode()}" if request.GET and LIST not in request.GET else ""
    if case.region_id is None:
        return redirect(reverse("antrag:choose_place", args=[case.public_id]) + query)
    if own_programmes(case) and not case.area_answer:
        return redirect(reverse("antrag:area", args=[case.public_id]) + query)
    return onwards(request, case, SLUG)


def _choices(found):
    places = [
        (f"{NUMBERED}{index}", str(suggestion))
        for index, suggestion in enumerate(found.suggestions)
    ]
    regions = [(region.pk, region.name) for region in found.regions]
    return [*places, *regions, (LIST, _("Nichts davon. Ich wähle aus allen Stadtteilen."))]


def _all_regions():
    return [(region.pk, region.name) for region in regions_of_this_bezirk(clock.today())]


def _meant(chosen, found):
    """The answers that follow from a choice. A suggested address is searched for again."""
    if not chosen.startswith(NUMBERED):
        region = regions_of_this_bezirk(clock.today()).get(pk=chosen)
        _refuse_without_rules(region)
        return {"region": region, "planungsraum": None, "area_answer": ""}
    address = found.suggestions[int(chosen.removeprefix(NUMBERED))]
    again = find_planungsraum(address.street, address.house_number, address.postal_code)
    return _as_answers(again) | {
        "place_street": address.street,
        "place_house_number": address.house_number,
        "place_postal_code": address.postal_code,
    }
