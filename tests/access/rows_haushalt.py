from stadtteilkasse.haushalt import queries, services
from stadtteilkasse.haushalt.models import Richtlinie
from tests.access.matrix import (
    ANONYMOUS,
    COORDINATION,
    ELSE,
    KORAY,
    LOTHAR,
    PETRA,
    RENATE,
    SAMIRA,
    only,
    page,
)

READERS = COORDINATION | SAMIRA | LOTHAR | PETRA | RENATE
CHANGERS = SAMIRA | LOTHAR


def year():
    return {"year": 2026}


def parkviertel():
    return {"year": 2026, "region_id": "014009"}


def samiras_draft():
    in_force = Richtlinie.objects.get()
    draft = services.draft_richtlinie(
        in_force.bezirk, contents=queries.contents_of(in_force), actor=in_force.edited_by
    )
    return {"public_id": draft.public_id}


ROWS = [
    page("haushalt:index", get=only(READERS, 302)),
    page("haushalt:open_year", get=only(CHANGERS), post=only(CHANGERS, 422)),
    page("haushalt:year", args=year, get=only(READERS)),
    page(
        "haushalt:region",
        args=parkviertel,
        get=only(READERS - COORDINATION | KORAY),
    ),
    page("haushalt:ansatz", args=year, get=only(CHANGERS), post=only(CHANGERS, 422)),
    page("haushalt:sperre", args=year, get=only(CHANGERS), post=only(CHANGERS, 422)),
    page("haushalt:transfer", args=year, get=only(CHANGERS), post=only(CHANGERS, 422)),
    page("haushalt:richtlinien", get=only(READERS)),
    # An empty form means a version for the whole Bezirk, which starts as a copy.
    page("haushalt:richtlinie_draft", get=only(CHANGERS), post=only(CHANGERS, 302)),
    page("haushalt:richtlinie", args=samiras_draft, get=only(READERS)),
    page(
        "haushalt:richtlinie_edit",
        args=samiras_draft,
        # Only who writes the draft gets the form, the other sees the version.
        get={SAMIRA: 200, LOTHAR: 302, ANONYMOUS: 302, ELSE: 404},
        post=only(CHANGERS, 422),
    ),
    page("haushalt:richtlinie_approve", args=samiras_draft, get=405, post=only(LOTHAR, 302)),
    page("haushalt:richtlinie_discard", args=samiras_draft, get=405, post=only(CHANGERS, 302)),
    page("einrichtung:show", get=only(CHANGERS)),
]
