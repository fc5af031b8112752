"""What happened in a case, in sentences for staff. Made on display, never stored."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from portal.money import format_euro
from portal.templatetags.german import datum, datum_kurz, uhrzeit
from stadtteilkasse.antrag.domain import STEPS
from stadtteilkasse.antrag.models import Channel
from stadtteilkasse.antrag.sections import STAFF_WORDS, Section
from stadtteilkasse.jury.domain import VoteResult


def history(events, region_names) -> list[dict]:
    """The rows of the timeline in the order given; events come with their actors."""
    return [
        {
            "when": f"{datum(event.at)}, {uhrzeit(event.at)} Uhr",
            "text": _sentence(event, region_names),
            "detail": str(event.actor) if event.actor else "das Portal",
        }
        for event in events
    ]


def _sentence(event, region_names):
    if event.step == "change_region":
        return _moved(event.parameters, region_names)
    if event.step in SENTENCES:
        return SENTENCES[event.step](event.parameters)
    return STEPS[event.step].label if event.step in STEPS else event.step


def _asked(parameters):
    names = _sections(parameters)
    day = parameters.get("due_on_day")
    return f"Rückfrage gestellt: {names}" + (f", Antwort bis {_day(day)}" if day else "")


def _answered(parameters):
    what = "Antwort eingetragen" if parameters.get("by_office") else "Antwort eingegangen"
    return f"{what}: {_sections(parameters)}"


def _withdrawn_for(parameters):
    channel = Channel(parameters["channel"]).label
    return f"Antrag zurückgezogen, gesagt am {_day(parameters['said_on'])} {channel}"


def _voted(parameters):
    result = VoteResult(parameters["result"]).label if "result" in parameters else ""
    amount = Decimal(parameters.get("amount", "0"))
    words = f"Votum der Jury: {result}"
    return f"{words}, {format_euro(amount)} €" if amount else words


def _on_agenda(parameters):
    day = parameters.get("day")
    return "Auf die Tagesordnung gesetzt" + (f": Sitzung am {_day(day)}" if day else "")


def _moved(parameters, region_names):
    (old, old_year), (new, new_year) = parameters["from"], parameters["to"]
    names = region_names()
    return f"Umgezogen von {names.get(old, old)} {old_year} nach {names.get(new, new)} {new_year}"


def _proposed(parameters):
    return f"Ablehnung vorgeschlagen ({parameters.get('code', '')})"


def _sections(parameters):
    return ", ".join(STAFF_WORDS[Section(section)] for section in parameters.get("sections", []))


def _day(text):
    return datum_kurz(dt.date.fromisoformat(text))


SENTENCES: dict[str, Callable] = {
    "submit": lambda parameters: "Antrag eingegangen",
    "take_up": lambda parameters: "Prüfung begonnen",
    "ask": _asked,
    "answer": _answered,
    "propose_rejection": _proposed,
    "resume_review": lambda parameters: "Prüfung wieder aufgenommen",
    "pass_to_jury": lambda parameters: "Geprüft und an die Jury gegeben",
    "put_on_agenda": _on_agenda,
    "take_off_agenda": lambda parameters: "Von der Tagesordnung genommen",
    "adjourn": lambda parameters: "Von der Jury vertagt",
    "put_on_waiting_list": lambda parameters: f"{_voted(parameters)} – auf der Warteliste",
    "record_vote": _voted,
    "reopen_vote": lambda parameters: "Votum zurückgenommen",
    "draft_letter": lambda parameters: "Brief entworfen",
    "discard_voted_draft": lambda parameters: "Entwurf des Briefs verworfen",
    "discard_ineligible_draft": lambda parameters: "Entwurf des Briefs verworfen",
    "release_letter": lambda parameters: "Brief freigegeben",
    "send_letter": lambda parameters: "Brief versandt",
    "announce": lambda parameters: "Brief bekannt gegeben",
    "retrieval_lapsed": lambda parameters: "Brief nicht abgeholt, geht jetzt per Post",
    "withdraw": lambda parameters: "Antrag zurückgezogen",
    "withdraw_for": _withdrawn_for,
    "record_bias": lambda parameters: "Befangenheit festgehalten",
}
