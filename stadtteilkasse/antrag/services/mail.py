"""Mails to the one who applies."""

from django.conf import settings

from portal import outbox
from stadtteilkasse.antrag.models import Part


def tell_applicant(case, *, template, kind, **context) -> bool:
    """Queue a mail about the case in the applicant's language; False when there is no address.

    Call it in the transaction of the change. The template gets `case` and `case_url` as well.
    """
    if not case.email:
        return False
    outbox.queue(
        to=case.email,
        template=template,
        context={"case": case, "case_url": case_url(case), **context},
        kind=kind,
        subject_id=case.public_id,
        region_id=case.region_id,
        language=_language_of(case),
    )
    return True


def case_url(case) -> str:
    """Where the applicant finds her case, as a full address for mails and letters."""
    return f"{settings.BASE_URL}/meine-antraege/{case.public_id}/"


def _language_of(case):
    applicant = case.participants.filter(part=Part.APPLICANT)
    return applicant.values_list("user__language", flat=True).first() or settings.LANGUAGE_CODE
