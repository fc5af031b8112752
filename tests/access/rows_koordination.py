from koordination.models import Dienststelle, Kontakt, Koordination, Traeger, Traegerschaft
from tests.access.matrix import LOTHAR, SAMIRA, only, page

KEEPERS = SAMIRA | LOTHAR


def parkviertel():
    return {"region_id": "014009"}


def first(model):
    return lambda: {"public_id": model.objects.earliest("pk").public_id}


def form(name, **more):
    """A page with one form, which an empty one does not fill."""
    return page(f"koordination:{name}", get=only(KEEPERS), post=only(KEEPERS, 422), **more)


ROWS = [
    page("koordination:index", get=only(KEEPERS)),
    page("koordination:region", args=parkviertel, get=only(KEEPERS)),
    form("appoint_traeger", args=parkviertel),
    form("open_office", args=parkviertel),
    form("change_traegerschaft", args=first(Traegerschaft)),
    form("change_office", args=first(Koordination)),
    form("add_contact", args=first(Koordination)),
    form("change_contact", args=first(Kontakt)),
    page("koordination:traeger_list", get=only(KEEPERS)),
    form("add_traeger"),
    form("change_traeger", args=first(Traeger)),
    page("koordination:dienststelle_list", get=only(KEEPERS)),
    form("add_dienststelle"),
    form("change_dienststelle", args=first(Dienststelle)),
]
