from stadtteilkasse.antrag.domain import Stage
from tests.access.matrix import COORDINATION, KORAY, LOTHAR, RENATE, SAMIRA, only, page
from tests.support.cases import make_case, make_item, make_sitzung

RUNS = KORAY | SAMIRA
READS = RUNS | LOTHAR | RENATE


def sitzung():
    return {"public_id": make_sitzung().public_id}


def item():
    return {"public_id": make_item().public_id}


def ready_case():
    return {"public_id": make_case(Stage.READY).public_id}


ROWS = [
    page("jury:index", get=only(COORDINATION | SAMIRA | LOTHAR | RENATE)),
    page("jury:plan", get=only(COORDINATION | SAMIRA), post=only(COORDINATION | SAMIRA, 422)),
    page("jury:sitzung", args=sitzung, get=only(READS)),
    page("jury:change", args=sitzung, get=only(RUNS), post=only(RUNS, 422)),
    page("jury:cancel", args=sitzung, get=405, post=only(RUNS, 422)),
    page("jury:attendance", args=sitzung, get=405, post=only(RUNS, 422)),
    page("jury:fill", args=sitzung, get=405, post=only(RUNS, 422)),
    page("jury:close", args=sitzung, get=405, post=only(RUNS, 422)),
    page("jury:item", args=item, get=only(READS), post=only(RUNS, 422)),
    page("jury:take_off_agenda", args=item, get=405, post=only(RUNS, 422)),
    page("jury:move", args=item, get=405, post=only(RUNS, 302)),
    page("jury:reopen_vote", args=item, get=405, post=only(RUNS, 422)),
    page("jury:put_on_agenda", args=ready_case, get=only(RUNS), post=only(RUNS, 422)),
]
