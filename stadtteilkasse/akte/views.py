"""Staff's pages of cases: the list, its files, and the case whole."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.access import staff_only
from portal.kern.pages import PARAMETER
from regions.roles.access import role_only
from stadtteilkasse.akte.case import case_context, cases_for_page
from stadtteilkasse.akte.desk import desk_context
from stadtteilkasse.akte.exports import csv_response, xlsx_response
from stadtteilkasse.akte.filters import AntragFilter
from stadtteilkasse.akte.listing import lines_of, totals
from stadtteilkasse.antrag.querysets import SEES_CASES

A_PAGE = 25


@require_safe
@staff_only
def desk(request):
    return render(request, "akte/desk.html", desk_context(request.user))


@require_safe
@role_only(*SEES_CASES)
def cases(request):
    chosen = AntragFilter(request.GET, user=request.user)
    found = chosen.cases
    figures = totals(found)
    paginator = Paginator(found, A_PAGE)
    # Counted above, together with the sum.
    paginator.count = figures.count
    page = paginator.get_page(request.GET.get(PARAMETER))
    context = {
        "filter": chosen,
        "chips": chosen.chips(),
        "figures": figures,
        "page": page,
        "lines": lines_of(page.object_list, chosen.regions),
        "query": request.GET.urlencode(),
    }
    return render(request, "akte/cases.html", context)


@require_safe
@role_only(*SEES_CASES)
def cases_csv(request):
    return csv_response(AntragFilter(request.GET, user=request.user).cases)


@require_safe
@role_only(*SEES_CASES)
def cases_xlsx(request):
    return xlsx_response(AntragFilter(request.GET, user=request.user).cases)


@require_safe
@staff_only
def case(request, public_id):
    row = get_object_or_404(cases_for_page(request.user), public_id=public_id)
    return render(request, "akte/case.html", case_context(request.user, row))
