"""What the pages of an application share."""

from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from koordination.queries import office_of
from portal import clock
from portal.errors import Refused, Stale
from portal.rows import sent_version
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.queries.corrections import is_asked
from stadtteilkasse.antrag.queries.people import has_account
from stadtteilkasse.antrag.sections import PAGES, page_after, page_before

CHECK_PAGE = "pruefen"
FROM = "von"
LATER = "spaeter"


def actor_of(request):
    """Who acts, None for somebody who has not logged in."""
    return request.user if request.user.is_authenticated else None


def version_sent(request) -> int | None:
    """The version of the case that the form was made from; what carries none is taken as it is."""
    return sent_version(request) or None


def wants_later(request) -> bool:
    """Whether the person puts the draft aside: what is right is saved, nothing more is asked."""
    return request.POST.get("step") == LATER


def page_url(case, slug: str) -> str:
    return reverse("antrag:page", args=[case.public_id, slug])


def home_url(case) -> str:
    """Where a sent case is at home: with its person, or with the office that types for them."""
    return reverse("meine:case" if has_account(case) else "akte:case", args=[case.public_id])


def onwards(request, case, slug: str, *, look_again=False) -> HttpResponseRedirect:
    """Where „Weiter“ leads: back to check, within an asked section, or to the next page.

    `look_again`: there is something to say about what was just saved, so the same page says it.
    """
    if wants_later(request):
        return redirect("antrag:later", case.public_id)
    if look_again:
        return HttpResponseRedirect(request.get_full_path())
    if case.stage == Stage.RETURNED:
        following = page_after(slug, PAGES[slug].section)
        return (
            redirect(page_url(case, following.slug))
            if following
            else redirect("antrag:answer", case.public_id)
        )
    if request.GET.get(FROM) == CHECK_PAGE:
        return redirect("antrag:check", case.public_id)
    following = page_after(slug)
    if following:
        return redirect(page_url(case, following.slug))
    return redirect("antrag:check", case.public_id)


def stays_closed(case, slug: str) -> bool:
    """Whether this page cannot be written: sent already and not asked about."""
    if case.stage == Stage.DRAFT:
        return False
    return case.stage != Stage.RETURNED or not is_asked(case, PAGES[slug].section)


def add_refusal(form, refusal: Refused, case):
    """Put a refusal on top of the form. Returns the case to show; a stale one as it is now."""
    form.add_error(None, refusal.sentence)
    return refusal.row if isinstance(refusal, Stale) else case


def render_page(request, case, slug, template, context, *, refused=False):
    """A page of the application; with status 422 when something on it must be put right."""
    page = PAGES[slug]
    before = page_before(slug)
    context |= {
        "case": case,
        "page": page,
        "number": list(PAGES).index(slug) + 1,
        "total": len(PAGES),
        "back_url": _back_url(request, case, before),
        "breadcrumb": breadcrumb(case, page.section.label),
        "is_correction": case.stage == Stage.RETURNED,
        **beside(case),
    }
    return render(request, template, context, status=422 if refused else 200)


def beside(case) -> dict:
    """What stands beside every page of a case: when it was saved, and who helps."""
    today = clock.today()
    office = office_of(case.region, today) if case.region_id else None
    return {"today": today, "office": office}


def breadcrumb(case, label):
    overview = reverse("antrag:overview", args=[case.public_id])
    return [(_("Start"), "/"), (_("Ihr Antrag"), overview), (label, "")]


def _back_url(request, case, before):
    if case.stage == Stage.RETURNED:
        return reverse("antrag:answer", args=[case.public_id])
    if request.GET.get(FROM) == CHECK_PAGE:
        return reverse("antrag:check", args=[case.public_id])
    if before is None:
        return reverse("antrag:overview", args=[case.public_id])
    return page_url(case, before.slug)
