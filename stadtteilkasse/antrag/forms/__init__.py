"""Forms of the pages of an application."""

from stadtteilkasse.antrag.forms.action import ActionForm, ParticipationForm
from stadtteilkasse.antrag.forms.applicant import ContactForm, DeliveryForm, KindForm
from stadtteilkasse.antrag.forms.costs import MOST_LINES, CostPlan, typed_plan
from stadtteilkasse.antrag.forms.declarations import DeclarationsForm
from stadtteilkasse.antrag.forms.files import FileForm
from stadtteilkasse.antrag.forms.intake import IntakeForm, ReceiptForm
from stadtteilkasse.antrag.forms.place import AreaForm, DateForm, PlaceChoiceForm, PlaceForm

__all__ = [
    "MOST_LINES",
    "ActionForm",
    "AreaForm",
    "ContactForm",
    "CostPlan",
    "DateForm",
    "DeclarationsForm",
    "DeliveryForm",
    "FileForm",
    "IntakeForm",
    "KindForm",
    "ParticipationForm",
    "PlaceChoiceForm",
    "PlaceForm",
    "ReceiptForm",
    "typed_plan",
]
