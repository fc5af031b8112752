from regions.models import SpecialArea
from tests.access.matrix import LOTHAR, SAMIRA, only, page

KEEPERS = SAMIRA | LOTHAR


def special_area():
    return {"public_id": SpecialArea.objects.earliest("pk").public_id}


ROWS = [
    page("regions:index", get=only(KEEPERS)),
    page("regions:add", get=only(KEEPERS), post=only(KEEPERS, 422)),
    page("regions:change", args=special_area, get=only(KEEPERS), post=only(KEEPERS, 422)),
]
