"""Pages: what a person sees of her own cases. Here stands what all rooms have to show of one."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.access import resident_only
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.queries.resident import my_cases, resident_case, status_now
from stadtteilkasse.bescheid.queries import resident_letters


@never_cache
@require_safe
@resident_only
def index(request):
    cases = [(case, status_now(case)) for case in my_cases(request.user)]
    return render(request, "akte/my_cases.html", {"cases": cases})


@never_cache
@require_safe
@resident_only
def case(request, public_id):
    row = get_object_or_404(
        my_cases(request.user).select_related("region__bezirk", "richtlinie"), public_id=public_id
    )
    if row.stage == Stage.DRAFT:
        return redirect("antrag:overview", row.public_id)
    context = {
        "case": row,
        "resident": resident_case(row),
        "letters": resident_letters(request.user, row),
        "breadcrumb": [(_("Meine Anträge"), reverse("meine:index")), (row.number, "")],
    }
    return render(request, "akte/my_case.html", context)
