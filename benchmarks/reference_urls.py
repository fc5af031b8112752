"""The portal's pages and two more to compare them with: an empty one, and a minimal list."""

from django.http import HttpResponse
from django.template import Context, Engine
from django.urls import path

from portal.urls import urlpatterns as portal_urls
from stadtteilkasse.antrag.models import Antrag

ROWS = 25

MINIMAL_LIST = Engine().from_string(
    """<!doctype html><html lang="de"><head><title>Anträge</title></head><body><table>
    {% for case in cases %}<tr>
      <td><a href="/{{ case.public_id }}/">{{ case.number }}</a></td><td>{{ case.title }}</td>
      <td>{{ case.applicant_name }}</td><td>{{ case.region.name }}</td><td>{{ case.stage }}</td>
      <td>{{ case.requested_amount }}</td><td>{{ case.stage_since|date:"d.m.Y" }}</td>
    </tr>{% endfor %}
    </table></body></html>"""
)


def empty(request):
    return HttpResponse("")


def minimal_list(request):
    """What a list of 25 rows costs at least: one query and one plain template."""
    cases = Antrag.objects.sent().select_related("region")[:ROWS]
    return HttpResponse(MINIMAL_LIST.render(Context({"cases": cases})))


urlpatterns = [
    path("_benchmarks/empty/", empty, name="benchmark-empty"),
    path("_benchmarks/list/", minimal_list, name="benchmark-list"),
    *portal_urls,
]
