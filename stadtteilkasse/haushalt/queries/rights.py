"""Who may change money and rules of a Bezirk."""

from regions.roles.queries import Role, bezirke_of


def changes_money(user, bezirk) -> bool:
    """Whether the person opens years, books Ansatz, Sperre, Umschichtung, and drafts rules."""
    held = bezirke_of(user, Role.SACHBEARBEITUNG, Role.LEITUNG)
    return held.filter(pk=bezirk.pk).exists()


def leads(user, bezirk) -> bool:
    """Whether the person may put rules into force, as far as others have drafted them."""
    return bezirke_of(user, Role.LEITUNG).filter(pk=bezirk.pk).exists()
