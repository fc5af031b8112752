"""The sections of an application, as the resident fills them in and as a Nachforderung names them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Section(TextChoices):
    APPLICANT = "applicant", _("Sie")
    ACTION = "action", _("Ihre Aktion")
    PLACE = "place", _("Wo und wann")
    COSTS = "costs", _("Kosten")
    PARTICIPATION = "participation", _("Mitmachen")
    FILES = "files", _("Dateien")
    DECLARATIONS = "declarations", _("Erklärungen")
