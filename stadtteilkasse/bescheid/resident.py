"""Pages on which residents fetch and read their letters."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal import once
from portal.access import resident_only
from portal.errors import Refused
from stadtteilkasse.bescheid import queries, services
from stadtteilkasse.bescheid.views import serve_pdf


@require_GET
@resident_only
def read(request, case_id, public_id):
    bescheid = _my_letter(request.user, case_id, public_id)
    context = {"bescheid": bescheid, "case": bescheid.antrag, "letter": bescheid.letter}
    return render(request, "bescheid/read.html", context)


@require_POST
@resident_only
@once.sending
def retrieve(request, case_id, public_id):
    bescheid = get_object_or_404(
        queries.letters_to_fetch(request.user), public_id=public_id, antrag__public_id=case_id
    )
    try:
        services.retrieve(bescheid, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("meine:case", case_id)
    messages.success(request, _("Sie haben Ihren Brief abgeholt."))
    return redirect("bescheid:read", case_id, public_id)


@require_GET
@resident_only
def read_pdf(request, case_id, public_id):
    return serve_pdf(_my_letter(request.user, case_id, public_id))


def _my_letter(user, case_id, public_id):
    return get_object_or_404(
        queries.letters_to_read(user), public_id=public_id, antrag__public_id=case_id
    )
