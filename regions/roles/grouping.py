"""One list of assignments, read by person or by area."""

from itertools import groupby


def by_person(assignments):
    """(person, their assignments) in the order of names."""
    return _grouped(
        assignments, lambda one: one.user, lambda one: (str(one.user).casefold(), one.user.pk)
    )


def by_area(assignments):
    """(area, its assignments) in the order of LOR keys: the Bezirk before its regions."""
    return _grouped(assignments, lambda one: one.area, lambda one: one.area.pk)


def _grouped(assignments, subject, order):
    listed = sorted(assignments, key=lambda one: (order(one), one.role, one.valid_from))
    return [
        (subject(rows[0]), rows)
        for rows in (list(group) for _, group in groupby(listed, key=order))
    ]
