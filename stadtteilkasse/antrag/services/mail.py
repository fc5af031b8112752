"""Mails to the one who applies."""

from django.conf import settings

from portal import outbox
from stadtteilkasse.antrag.models import Part


def tell_applicant(case, *, template, kind, **context) -> bool:
    """Queue a mail about the case in the applicant's language; False when there is no address.

    Call it in the transaction of the change. The template gets `case` and `case_url` as well.
    """
    applicant = _account_of(case)
    # An account's address is proven; the one typed into the form may have a slip.
    address = applicant.email if applicant else case.email
    if not address:
        return False
    outbox.queue(
        to=address,
        template=template,
        context={"case": case, "case_url": case_url(case), **context},
        kind=kind,
        subject_id=case.public_id,
        region_id=case.region_id,
        language=applicant.language if applicant else settings.LANGUAGE_CODE,
    )
    return True


def case_url(case) -> str:
    """Where the applicant finds her case, as a full address for mails and letters."""
    return f"{settings.BASE_URL}/meine-antraege/{case.public_id}/"


def _account_of(case):
    applicants = case.participants.filter(part=Part.APPLICANT).select_related("user")
    participant = applicants.order_by("pk").first()
    return participant and participant.user
