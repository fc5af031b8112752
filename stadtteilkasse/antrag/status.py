"""Where a case stands, in the words of the person who applied, and what comes next."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.templatetags.german import datum
from stadtteilkasse.antrag.domain import Stage


@dataclass(frozen=True)
class Status:
    """`kind` is the look (info, success, warning); `next_step` may be empty."""

    kind: str
    title: str
    next_step: str = ""


def status_of(stage: str, *, due_on: dt.date | None, sitzung_on: dt.date | None) -> Status:
    """The sentence for a stage. What staff only propose or prepare does not show.

    `due_on` is the day by which the present step is to be done, `sitzung_on` the day on which the
    jury speaks about it, None while unknown.
    """
    if stage in (Stage.SUBMITTED, Stage.IN_REVIEW, Stage.INELIGIBLE):
        return Status("info", _("Wir prüfen Ihren Antrag."), _check_until(stage, due_on))
    if stage == Stage.RETURNED:
        return Status(
            "warning",
            _("Wir haben eine Frage an Sie."),
            _("Bitte antworten Sie bis zum %(day)s.") % {"day": datum(due_on)},
        )
    if stage in (Stage.READY, Stage.ON_AGENDA):
        return Status("info", _("Ihr Antrag ist geprüft."), _jury_on(sitzung_on))
    if stage == Stage.WAITING:
        return Status(
            "info",
            _("Ihr Antrag steht auf der Warteliste."),
            _("Das Geld reicht gerade nicht. Wir schreiben Ihnen, wenn wieder Geld da ist."),
        )
    if stage in (Stage.VOTED, Stage.DRAFTED, Stage.RELEASED):
        return Status(
            "info",
            _("Unser Brief wird erstellt."),
            # § 38 VwVfG: a vote is no promise.
            _("Die Jury hat gesprochen. Ob Sie Geld bekommen, steht erst in unserem Brief."),
        )
    return LAST_STAGES[stage]()


def _check_until(stage, due_on):
    if due_on is None or stage == Stage.INELIGIBLE:
        return _("Wir melden uns bei Ihnen.")
    return _("Bis zum %(day)s melden wir uns bei Ihnen.") % {"day": datum(due_on)}


def _jury_on(sitzung_on):
    if sitzung_on is None:
        return _("Als Nächstes spricht die Jury darüber. Den Tag sagen wir Ihnen noch.")
    return _("Die Jury spricht am %(day)s darüber.") % {"day": datum(sitzung_on)}


LAST_STAGES = {
    Stage.DRAFT: lambda: Status(
        "warning", _("Entwurf, noch nicht gesendet."), _("Schreiben Sie weiter und senden Sie ihn.")
    ),
    Stage.SENT: lambda: Status(
        "success", _("Ihr Brief ist da."), _("Bitte lesen Sie ihn. Darin steht, was Sie jetzt tun.")
    ),
    Stage.ANNOUNCED: lambda: Status(
        "success", _("Ihr Brief ist angekommen."), _("Im Brief steht, was Sie jetzt tun.")
    ),
    Stage.WITHDRAWN: lambda: Status("info", _("Sie haben Ihren Antrag zurückgezogen.")),
}

# Until the letter says so, nothing may be bought (NF-01).
# § 43 VwVfG: a letter on its way has no effect yet.
NOTHING_TO_BUY_YET = frozenset(set(Stage) - {Stage.ANNOUNCED, Stage.WITHDRAWN})


def may_buy_nothing_yet(stage: str) -> bool:
    return stage in NOTHING_TO_BUY_YET


def steps_ahead() -> list[tuple[str, str]]:
    """The way of an application as (title, words), for who has not applied yet."""
    return [
        (_("Antrag schreiben"), _("Auf dem Handy oder am Computer, in etwa 15 Minuten.")),
        (
            _("Wir prüfen"),
            _("Die Stadtteilkoordination sieht nach, ob alles da ist. Etwa eine Woche."),
        ),
        (_("Die Jury spricht darüber"), _("Menschen aus dem Stadtteil, mehrmals im Jahr.")),
        (_("Sie bekommen einen Brief"), _("Erst danach kaufen Sie ein und legen los.")),
    ]
