"""Cases for tests of the ledger, without the room that makes real ones."""

import itertools

from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.haushalt.models import Haushaltsjahr, Richtlinie

_numbers = itertools.count(1)


def create_case(region_id="014009", *, year=2026, amount="350.00"):
    """A case that was sent, with a number; its stage plays no part in the ledger."""
    from portal import clock

    return Antrag.objects.create(
        number=f"STK-PV-{year}-{next(_numbers):03}",
        stage="ready",
        submitted_at=clock.now(),
        received_on=clock.today(),
        region_id=region_id,
        haushaltsjahr=Haushaltsjahr.objects.get(year=year),
        richtlinie=Richtlinie.objects.first(),
        requested_amount=amount,
    )
