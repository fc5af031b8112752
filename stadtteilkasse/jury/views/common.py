"""Find it or 404, for all pages of the Sitzungen."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.templatetags.german import datum
from stadtteilkasse.jury import queries
from stadtteilkasse.jury.models import Sitzung


def find_sitzung(request, public_id):
    mine = Sitzung.objects.visible_to(request.user).select_related("region")
    return get_object_or_404(mine, public_id=public_id)


def sitzung_to_run(request, public_id):
    row = find_sitzung(request, public_id)
    must_run(request, row.region)
    return row


def find_item(request, public_id):
    return get_object_or_404(queries.items_in_full(request.user), public_id=public_id)


def item_to_run(request, public_id):
    row = find_item(request, public_id)
    must_run(request, row.sitzung.region)
    return row


def must_run(request, region):
    """404 for who may read the region's Sitzungen, but does not run them."""
    if not queries.runs(request.user, region):
        raise Http404


def words_of(row):
    return f"{row.region}, {datum(row.day)}"
