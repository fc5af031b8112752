from django.contrib.auth import get_user_model

from stadtteilkasse.bericht import services, tasks
from stadtteilkasse.haushalt.models import Haushaltsjahr
from tests.access.matrix import LOTHAR, RENATE, SAMIRA, only, page

WRITERS = SAMIRA | LOTHAR
READERS = WRITERS | RENATE


def report():
    samira = get_user_model().objects.get(email="samira@example.org")
    bericht = services.freeze_bericht(Haushaltsjahr.objects.get(year=2026), actor=samira)
    tasks.render_due()
    return {"public_id": bericht.public_id}


def this_year():
    return {"year": 2026}


ROWS = [
    page("bericht:start", post=422),
    page("bericht:regions", post=422),
    page("bericht:region", args=lambda: {"region_id": "014009"}),
    page("bericht:index", get=only(READERS)),
    page("bericht:preview", args=this_year, get=only(WRITERS), post=only(WRITERS, 302)),
    page("bericht:detail", args=report, get=only(READERS)),
    page("bericht:head", args=report, get=only(WRITERS), post=only(WRITERS, 422)),
    page("bericht:pdf", args=report, get=only(READERS)),
    page("bericht:xlsx", args=report, get=only(READERS)),
    page("bericht:csv", args=report, get=only(READERS)),
]
