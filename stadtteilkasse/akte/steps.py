"""Which buttons a case page offers: what I may do, and what I may not do yet, with the reason."""

from dataclasses import dataclass

from django.urls import reverse

from portal.templatetags.german import datum
from stadtteilkasse.antrag.checklist import reason_not_ready
from stadtteilkasse.antrag.domain import STEPS, Stage
from stadtteilkasse.antrag.queries.people import has_account
from stadtteilkasse.antrag.queries.review import answers_of
from stadtteilkasse.bescheid.services.draft import may_draft
from stadtteilkasse.jury.domain import ItemState, SitzungForm

# In the order of the buttons.
OFFERED = {
    Stage.SUBMITTED: ("take_up", "pass_to_jury", "ask", "propose_rejection"),
    Stage.IN_REVIEW: ("pass_to_jury", "ask", "propose_rejection"),
    Stage.RETURNED: ("answer", "propose_rejection"),
    Stage.INELIGIBLE: ("draft_letter", "resume_review"),
    Stage.READY: ("put_on_agenda", "resume_review"),
    Stage.ON_AGENDA: ("record_vote", "take_off_agenda"),
    Stage.WAITING: ("put_on_agenda", "reopen_vote"),
    Stage.VOTED: ("draft_letter", "reopen_vote"),
}

# What the person does in her account; the office only writes it down for who has none.
FOR_SOMEBODY = {"answer", "withdraw_for"}
LABELS = {"answer": "Antwort eintragen"}

# A click is enough for these; the others lead to a page.
BY_CLICK = {
    "take_up": "review:take_up",
    "pass_to_jury": "review:pass_to_jury",
    "resume_review": "review:resume_review",
    "take_off_agenda": "jury:take_off_agenda",
    "reopen_vote": "jury:reopen_vote",
}
BY_PAGE = {
    "answer": "antrag:answer",
    "withdraw_for": "review:withdraw_for",
    "ask": "review:ask",
    "propose_rejection": "review:propose_rejection",
    "put_on_agenda": "jury:put_on_agenda",
    "record_vote": "jury:item",
    "draft_letter": "bescheid:draft",
}
# What takes a case forward. The others never stand out.
FORWARD = {"take_up", "answer", "pass_to_jury", "put_on_agenda", "record_vote", "draft_letter"}
OF_ITEM = {"take_off_agenda", "reopen_vote", "record_vote"}


@dataclass(frozen=True)
class Button:
    label: str
    href: str
    by_click: bool
    reason: str
    kind: str


def buttons(case, capacities, *, user, today, item, sitzung) -> list[Button]:
    """The next steps of a case for a person who acts in it with these capacities.

    `item` is the case's last agenda item with its Sitzung, `sitzung` the region's next one.
    """
    return [
        _button(case, name, item, _reason_against(case, name, today, item, sitzung))
        for name in _offered(case)
        if _is_mine(case, name, capacities, user)
    ]


def _offered(case):
    names = list(OFFERED.get(case.stage, ()))
    if case.stage in STEPS["withdraw_for"].sources:
        names.append("withdraw_for")
    return [name for name in names if name not in FOR_SOMEBODY or not has_account(case)]


def _is_mine(case, name, capacities, user):
    if name == "draft_letter":
        return may_draft(user, case)
    return bool(STEPS[name].by & capacities)


def _button(case, name, item, reason):
    by_click = name in BY_CLICK
    args = [item.public_id] if name in OF_ITEM and item else [case.public_id]
    href = reverse((BY_CLICK if by_click else BY_PAGE)[name], args=args)
    kind = "primary" if name in FORWARD and not reason else "secondary"
    label = LABELS.get(name, STEPS[name].label)
    return Button(label, href, by_click, reason or "", kind)


def _reason_against(case, name, today, item, sitzung):
    if case.stage == Stage.SUBMITTED and name not in ("take_up", "withdraw_for"):
        return "Beginnen Sie zuerst die Prüfung."
    check = REASONS.get(name)
    return check(case, today, item, sitzung) if check else None


def _not_ready(case, today, item, sitzung):
    return reason_not_ready(answers_of(case))


def _answer_may_come(case, today, item, sitzung):
    if case.stage == Stage.RETURNED and case.due_on and case.due_on >= today:
        return f"Die Person kann noch bis zum {datum(case.due_on)} antworten."
    return None


def _no_sitzung(case, today, item, sitzung):
    return None if sitzung else "Es ist keine Sitzung geplant. Planen Sie zuerst eine."


def _sitzung_to_come(case, today, item, sitzung):
    if item and item.sitzung.form != SitzungForm.CIRCULATION and item.sitzung.day > today:
        return f"Die Sitzung ist erst am {datum(item.sitzung.day)}."
    return None


def _vote_stands(case, today, item, sitzung):
    if item is None or item.state != ItemState.VOTED:
        return "Es gibt kein Votum."
    return "Die Sitzung ist abgeschlossen." if item.sitzung.closed_at else None


REASONS = {
    "pass_to_jury": _not_ready,
    "propose_rejection": _answer_may_come,
    "put_on_agenda": _no_sitzung,
    "record_vote": _sitzung_to_come,
    "reopen_vote": _vote_stands,
}
