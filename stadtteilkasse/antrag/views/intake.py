"""Page: the office types an application for somebody who called, came or wrote (§ 10 VwVfG).

It goes on with the same pages as everybody's; only sending asks for the day of receipt.
"""

from django.shortcuts import redirect, render

from portal import once
from regions.roles.access import role_only
from regions.roles.queries import regions_of
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.antrag.forms import IntakeForm
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.querysets import TYPES_FOR_OTHERS
from stadtteilkasse.antrag.services import draft
from stadtteilkasse.antrag.views.common import page_url


@role_only(*TYPES_FOR_OTHERS)
@once.sending
def intake(request):
    regions = regions_of(request.user, *TYPES_FOR_OTHERS)
    form = IntakeForm(request.POST or None, regions=regions)
    if request.method == "POST" and form.is_valid():
        case = draft.start_for_somebody(actor=request.user, **form.cleaned_data)
        return redirect(page_url(case, "ort"))
    context = {
        "form": form,
        "drafts": Antrag.objects.filter(entered_by=request.user, stage=Stage.DRAFT),
        "breadcrumb": [("Arbeit", "/arbeit/"), ("Anträge", "/arbeit/antraege/"), ("Eintippen", "")],
    }
    return render(request, "antrag/intake.html", context, status=422 if form.errors else 200)
