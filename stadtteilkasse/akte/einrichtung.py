"""What a Bezirk lacks before its regions can open, each with the place where it is done."""

from typing import NamedTuple

from django.conf import settings
from django.db.models import Min
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from koordination.queries import dienststelle_of, offices_on
from portal import clock
from regions.models import Bezirk, Bezirksregion
from regions.roles.access import role_only
from regions.roles.models import Assignment
from regions.roles.queries import Role
from stadtteilkasse.haushalt import queries as haushalt
from stadtteilkasse.haushalt.domain import AwardBody
from stadtteilkasse.jury.models import Sitzung

OFFICES = "/arbeit/koordination/"
SITZUNGEN = "/arbeit/sitzungen/"

# Four eyes need two on each side, so that one may be away.
ENOUGH_PEOPLE = 2


class Check(NamedTuple):
    """One thing that must be there: how it stands, and where it is done."""

    label: str
    done: bool
    words: str
    href: str


@require_GET
@role_only(Role.LEITUNG, Role.SACHBEARBEITUNG)
def show(request):
    bezirk = get_object_or_404(Bezirk, pk=settings.BEZIRK)
    day = clock.today()
    checks = checks_of_bezirk(bezirk, day)
    regions = checks_of_regions(bezirk, day)
    ready = all(check.done for check in checks)
    context = {
        "tasks": [_task(check) for check in checks],
        "labels": REGION_LABELS,
        "regions": regions,
        "open_regions": [
            region for region, parts in regions if ready and all(part.done for part in parts)
        ],
        "breadcrumb": [("Einrichtung", "")],
    }
    return render(request, "akte/einrichtung.html", context)


def _task(check):
    return {
        "label": check.label,
        "href": check.href,
        "hint": check.words,
        "status": "fertig" if check.done else "fehlt",
        "kind": "success" if check.done else "warning",
    }


def checks_of_bezirk(bezirk, day) -> list[Check]:
    """What the Bezirk as a whole needs on a day."""
    return [
        _letterhead(bezirk, day),
        _year(bezirk, day),
        _people(bezirk, "Zwei Personen, die entwerfen", Role.SACHBEARBEITUNG),
        _people(bezirk, "Zwei Personen, die freigeben", Role.LEITUNG),
    ]


def _letterhead(bezirk, day):
    dienststelle = dienststelle_of(bezirk.pk, day)
    words = str(dienststelle) if dienststelle else "Ohne Absender kann kein Brief hinaus."
    return Check("Briefkopf", bool(dienststelle), words, OFFICES)


def _year(bezirk, day):
    label = f"Haushaltsjahr {day.year}"
    if haushalt.year_of(bezirk, day.year):
        href = reverse("haushalt:year", kwargs={"year": day.year})
        return Check(label, True, "Das Jahr ist eröffnet.", href)
    words = "Ohne Haushaltsjahr gibt es kein Geld, das bewilligt werden kann."
    return Check(label, False, words, reverse("haushalt:open_year"))


def _people(bezirk, label, role):
    held = Assignment.objects.current().filter(role=role, bezirk=bezirk, user__is_active=True)
    names = sorted({str(assignment.user) for assignment in held.select_related("user")})
    words = ", ".join(names) or "Bisher hat niemand diese Rolle."
    return Check(label, len(names) >= ENOUGH_PEOPLE, words, reverse("roles:give"))


REGION_LABELS = ["Richtlinie", "Budget", "Büro", "Wer vergibt"]


def checks_of_regions(bezirk, day) -> list[tuple[Bezirksregion, list[Check]]]:
    """What each region needs on a day, in the order of REGION_LABELS."""
    regions = list(Bezirksregion.objects.filter(bezirk=bezirk).valid_on(day))
    rules = haushalt.current_richtlinien(bezirk, day)
    moneys = {region.pk: money for region, money in haushalt.money_of_all(bezirk, day.year)}
    offices = offices_on(regions, day)
    sitzungen = _next_sitzungen(regions, day)
    return [
        (
            region,
            [
                _rules(rules.get(region.pk)),
                _budget(moneys.get(region.pk), day),
                _office(offices.get(region.pk)),
                _award(rules.get(region.pk), sitzungen.get(region.pk)),
            ],
        )
        for region in regions
    ]


def _next_sitzungen(regions, day):
    planned = Sitzung.objects.filter(region__in=regions, day__gte=day, cancelled_at=None)
    return dict(planned.order_by().values_list("region").annotate(Min("day")))


def _rules(richtlinie):
    href = reverse("haushalt:richtlinien")
    if richtlinie is None:
        return Check("Richtlinie", False, "fehlt", href)
    if not richtlinie.legal_form:
        return Check("Richtlinie", False, "Rechtsform fehlt", href)
    if not richtlinie.texts_approved:
        return Check("Richtlinie", False, "Texte nicht freigegeben", href)
    return Check("Richtlinie", True, richtlinie.get_legal_form_display(), href)


def _budget(money, day):
    if money is None:
        return Check("Budget", False, "kein Ansatz", reverse("haushalt:index"))
    href = reverse("haushalt:year", kwargs={"year": day.year})
    return Check("Budget", True, "vorhanden", href)


def _office(office):
    return Check("Büro", bool(office), str(office) if office else "fehlt", OFFICES)


def _award(richtlinie, sitzung_day):
    """A jury meets, or two named persons decide, as the Richtlinie says."""
    if richtlinie and richtlinie.award_body == AwardBody.TWO_PERSONS:
        return Check("Wer vergibt", True, "zwei Personen", reverse("roles:index"))
    if sitzung_day is None:
        return Check("Wer vergibt", False, "keine Sitzung geplant", SITZUNGEN)
    return Check("Wer vergibt", True, f"Jury am {sitzung_day:%d.%m.%Y}", SITZUNGEN)
