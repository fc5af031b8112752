"""What happened, in sentences for the person who applied. Made on display, never stored."""

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _

from portal.templatetags.german import datum
from stadtteilkasse.antrag.sections import Section


def sentences(events) -> list[dict]:
    """The steps that concern the person, as rows of a timeline, in the order given.

    A step without a sentence here is told by nobody and left out.
    """
    return [
        {"when": datum(event.at), "text": SENTENCES[event.step](event.parameters)}
        for event in events
        if event.step in SENTENCES
    ]


def _submitted(parameters):
    if parameters.get("channel", "online") == "online":
        return _("Ihr Antrag ist da.")
    return _("Ihr Antrag ist bei uns eingegangen. Das Büro hat ihn für Sie eingetippt.")


def _asked(parameters):
    return _("Wir haben eine Frage zu: %(sections)s.") % {"sections": _names(parameters)}


def _answered(parameters):
    return _("Sie haben geantwortet zu: %(sections)s.") % {"sections": _names(parameters)}


def _on_agenda(parameters):
    day = parameters.get("day")
    if not day:
        return _("Ihr Antrag steht auf der Tagesordnung der Jury.")
    return _("Die Jury spricht am %(day)s über Ihren Antrag.") % {
        "day": datum(dt.date.fromisoformat(day))
    }


def _names(parameters):
    sections = parameters.get("sections", [])
    return ", ".join(str(Section(section).label) for section in sections)


SENTENCES: dict[str, Callable] = {
    "submit": _submitted,
    "take_up": lambda parameters: _("Wir prüfen Ihren Antrag."),
    "ask": _asked,
    "answer": _answered,
    "pass_to_jury": lambda parameters: _(
        "Ihr Antrag ist geprüft. Als Nächstes spricht die Jury darüber."
    ),
    "put_on_agenda": _on_agenda,
    "take_off_agenda": lambda parameters: _(
        "Ihr Antrag kommt in einer anderen Sitzung der Jury dran."
    ),
    "adjourn": lambda parameters: _(
        "Die Jury hat Ihren Antrag auf die nächste Sitzung verschoben."
    ),
    "put_on_waiting_list": lambda parameters: _(
        "Das Geld reicht gerade nicht. Ihr Antrag steht auf der Warteliste."
    ),
    # § 38 VwVfG: a vote is no promise.
    "record_vote": lambda parameters: _(
        "Die Jury hat über Ihren Antrag gesprochen. Die Entscheidung steht in unserem Brief."
    ),
    "send_letter": lambda parameters: _("Wir haben Ihnen einen Brief geschickt."),
    "announce": lambda parameters: _("Der Brief ist bei Ihnen angekommen."),
    "withdraw": lambda parameters: _("Sie haben Ihren Antrag zurückgezogen."),
    "withdraw_for": lambda parameters: _("Sie haben Ihren Antrag zurückgezogen."),
}
