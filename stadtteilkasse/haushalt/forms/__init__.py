from stadtteilkasse.haushalt.forms.money import AnsatzForm, OpenYearForm, SperreForm, TransferForm
from stadtteilkasse.haushalt.forms.richtlinie import DraftForm, RichtlinieForms

__all__ = [
    "AnsatzForm",
    "DraftForm",
    "OpenYearForm",
    "RichtlinieForms",
    "SperreForm",
    "TransferForm",
]
