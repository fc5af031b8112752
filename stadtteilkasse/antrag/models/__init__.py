"""The case and all that hangs on it."""

from stadtteilkasse.antrag.models.case import Antrag, Ereignis, NumberCounter
from stadtteilkasse.antrag.models.choices import (
    ApplicantKind,
    AreaAnswer,
    Channel,
    Delivery,
    OwnerConsent,
    TargetGroup,
    Topic,
)
from stadtteilkasse.antrag.models.parts import Anlage, Erklaerung, Kostenposition
from stadtteilkasse.antrag.models.people import Befangenheit, Beteiligter, Part
from stadtteilkasse.antrag.models.review import (
    Ablehnungsvorschlag,
    Nachforderung,
    Notiz,
    Pruefpunkt,
)

__all__ = [
    "Ablehnungsvorschlag",
    "Anlage",
    "Antrag",
    "ApplicantKind",
    "AreaAnswer",
    "Befangenheit",
    "Beteiligter",
    "Channel",
    "Delivery",
    "Ereignis",
    "Erklaerung",
    "Kostenposition",
    "Nachforderung",
    "Notiz",
    "NumberCounter",
    "OwnerConsent",
    "Part",
    "Pruefpunkt",
    "TargetGroup",
    "Topic",
]
