from regions.roles.models import Assignment
from tests.access.matrix import LOTHAR, TIMO, only, page


def koray():
    return Assignment.objects.get(user__email="koray@example.org").user


def korays_role():
    return {"public_id": koray().assignments.get().public_id}


def korays_person():
    return {"public_id": koray().public_id}


ROWS = [
    page("roles:index", get=only(LOTHAR | TIMO)),
    page("roles:give", get=only(LOTHAR), post=only(LOTHAR, 422)),
    page("roles:end", args=korays_role, get=only(LOTHAR), post=only(LOTHAR, 422)),
    page("roles:person", args=korays_person, get=only(LOTHAR | TIMO)),
    page("roles:invite", args=korays_person, get=405, post=only(LOTHAR | TIMO, 302)),
    page("roles:reset_second_factor", args=korays_person, get=405, post=only(LOTHAR | TIMO, 302)),
    # No demo, no such page.
    page("roles:demo", get=404, post=404),
    page("roles:demo_clock", get=404, post=404),
    page("roles:demo_log_in", args=lambda: {"key": "lothar"}, get=404, post=404),
]
