from django.contrib.auth import get_user_model

from stadtteilkasse.antrag.models import Delivery
from stadtteilkasse.bescheid import services, tasks
from tests.access.matrix import (
    AYLIN,
    COORDINATION,
    KORAY,
    LOTHAR,
    PETRA,
    RENATE,
    SAMIRA,
    only,
    page,
)
from tests.support.letters import make_draft, make_voted_case

# Whoever sees the case by office sees its letter; what the service then refuses is said with 422.
IN_OFFICE = KORAY | SAMIRA | LOTHAR | PETRA | RENATE


def person(key):
    return get_user_model().objects.get(email=f"{key}@example.org")


def voted():
    return make_voted_case(applicant=person("aylin"), voted_by=person("koray"))


def voted_case():
    return {"case_id": voted().public_id}


def draft():
    return {"public_id": make_draft(voted(), by=person("samira")).public_id}


def released(case=None):
    draft = make_draft(case or voted(), by=person("samira"))
    letter = services.release_bescheid(draft, actor=person("lothar"))
    tasks.render_due()
    letter.refresh_from_db()
    return letter


def released_letter():
    return {"public_id": released().public_id}


def letter_by_post():
    case = voted()
    case.delivery = Delivery.POST
    case.save(update_fields=["delivery"])
    return {"public_id": released(case).public_id}


def fetched_letter():
    letter = services.retrieve(released(), actor=person("aylin"))
    return {"case_id": letter.antrag.public_id, "public_id": letter.public_id}


def waiting_letter():
    letter = released()
    return {"case_id": letter.antrag.public_id, "public_id": letter.public_id}


ROWS = [
    page("bescheid:index", get=only(IN_OFFICE | COORDINATION)),
    page("bescheid:draft", args=voted_case, get=only(SAMIRA), post=only(SAMIRA, 422)),
    page("bescheid:detail", args=draft, get=only(IN_OFFICE)),
    page("bescheid:change", args=draft, get=only(SAMIRA), post=only(SAMIRA, 422)),
    page("bescheid:release", args=draft, get=405, post=only(IN_OFFICE, 422)),
    page("bescheid:send_back", args=draft, get=405, post=only(IN_OFFICE, 422)),
    page("bescheid:discard", args=draft, get=405, post=only(IN_OFFICE, 422)),
    page("bescheid:record_posting", args=letter_by_post, get=405, post=only(IN_OFFICE, 422)),
    # The worker has not given up, which is said with 422.
    page("bescheid:make_again", args=released_letter, get=405, post=only(IN_OFFICE, 422)),
    page("bescheid:pdf", args=released_letter, get=only(IN_OFFICE)),
    page("bescheid:read", args=fetched_letter, get=only(AYLIN)),
    page("bescheid:read_pdf", args=fetched_letter, get=only(AYLIN)),
    page("bescheid:retrieve", args=waiting_letter, get=405, post=only(AYLIN, 302)),
]
