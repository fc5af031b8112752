"""Who stands in which relation to a case."""

from regions.roles.queries import Role, roles_in
from stadtteilkasse.antrag.domain import Capacity

CAPACITY_OF_ROLE = {
    Role.STADTTEILKOORDINATION: Capacity.OFFICE,
    Role.SACHBEARBEITUNG: Capacity.CLERK,
    Role.LEITUNG: Capacity.HEAD,
    Role.ZAHLUNG: Capacity.PAYMENT,
    Role.PRUEFUNG: Capacity.AUDITOR,
}


def has_account(case) -> bool:
    """Whether anybody on the applicant's side can act here; else the office writes for them."""
    return bool(case.participants.all())


def roles_of(user, case) -> frozenset[Capacity]:
    """In which capacities a person acts in this case; empty for a stranger.

    Whoever applied or is excluded (§§ 20, 21 VwVfG) has no other capacity in it.
    """
    if not user.is_authenticated:
        return frozenset()
    # A few rows each, and a page that shows these people has them already.
    if any(part.user_id == user.pk for part in case.participants.all()):
        return frozenset({Capacity.APPLICANT})
    if case.region is None or any(bias.user_id == user.pk for bias in case.biases.all()):
        return frozenset()
    held = roles_in(user, case.region)
    return frozenset(CAPACITY_OF_ROLE[role] for role in held if role in CAPACITY_OF_ROLE)
