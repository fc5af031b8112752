"""The list of the fund's models, one import line for each room."""

from stadtteilkasse.antrag.models import *  # noqa: F403
from stadtteilkasse.bericht.models import *  # noqa: F403
from stadtteilkasse.bescheid.models import *  # noqa: F403
from stadtteilkasse.haushalt.models import *  # noqa: F403
from stadtteilkasse.jury.models import *  # noqa: F403
