"""Pages of the letters: what works, and what typed text survives."""

import datetime as dt

import pytest

from portal.models import Message
from stadtteilkasse.antrag.domain import Stage
from stadtteilkasse.bescheid import services, tasks
from stadtteilkasse.bescheid.models import Bekanntgabe, Bescheid
from tests.support.letters import REASON


def path(bescheid, action=""):
    return f"/arbeit/bescheide/{bescheid.public_id}/{action}"


def sent_form(case, **changed):
    return {
        "version": case.version,
        "amount": "350,00",
        "reason_code": "AB-KUERZUNG",
        "reason": REASON,
        "below_vote_reason": "",
        "period_from": "2026-03-02",
        "period_until": "2026-05-01",
        "proof_due_on": "2026-05-29",
    } | changed


def test_draft_page_proposes_vote_and_reason(voted_case, samira, client_for):
    page = client_for(samira).get(f"/arbeit/bescheide/neu/{voted_case.public_id}/")

    assert 'value="350,00"' in page.content.decode()
    assert "Werkzeuge können geliehen werden." in page.content.decode()


def test_draft_page_saves_and_shows_the_preview(voted_case, samira, client_for):
    client = client_for(samira)

    answer = client.post(f"/arbeit/bescheide/neu/{voted_case.public_id}/", sent_form(voted_case))

    bescheid = Bescheid.objects.get()
    assert answer.url == path(bescheid)
    assert "Entwurf – nicht gültig" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"amount": "350,01"}, "Mehr als das Votum"),
        ({"amount": "viel"}, "Das ist kein Betrag"),
        ({"amount": "NaN"}, "Das ist kein Betrag"),
        ({"reason": "zu teuer"}, "eigene Begründung"),
        ({"amount": "100,00"}, "unter das Votum"),
        ({"period_until": "2026-01-01"}, "endet vor seinem Beginn"),
        ({"version": "77"}, "inzwischen geändert"),
    ],
)
def test_draft_page_keeps_what_was_typed(voted_case, samira, client_for, changed, sentence):
    typed = {"below_vote_reason": "Das habe ich schon geschrieben."} | changed

    answer = client_for(samira).post(
        f"/arbeit/bescheide/neu/{voted_case.public_id}/", sent_form(voted_case, **typed)
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert "Das habe ich schon geschrieben." in text
    assert Bescheid.objects.count() == 0


def test_samira_sees_no_release_button_and_lothar_does(draft, samira, lothar, client_for):
    assert "Freigeben</" not in client_for(samira).get(path(draft)).content.decode()
    assert "Freigeben</" in client_for(lothar).get(path(draft)).content.decode()


def test_release_by_page(draft, lothar, client_for):
    answer = client_for(lothar).post(path(draft, "freigeben/"), {"version": draft.version})

    assert answer.url == path(draft)
    draft.refresh_from_db()
    assert (draft.state, draft.released_by) == ("released", lothar)


def test_double_click_on_release_leads_to_the_same_page(draft, lothar, client_for):
    client, form = client_for(lothar), {"version": draft.version, "einmal": "k" * 43}

    first = client.post(path(draft, "freigeben/"), form)
    second = client.post(path(draft, "freigeben/"), form)

    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, path(draft))


def test_send_back_needs_a_reason(draft, lothar, client_for):
    answer = client_for(lothar).post(
        path(draft, "zurueckgeben/"), {"version": draft.version, "reason": " "}
    )

    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.sent_back_by is None


def test_discard_by_page(draft, samira, client_for):
    answer = client_for(samira).post(path(draft, "verwerfen/"), {"version": draft.version})

    assert answer.url == f"/arbeit/antraege/{draft.antrag.public_id}/"
    draft.antrag.refresh_from_db()
    assert draft.antrag.stage == Stage.VOTED


def test_resident_fetches_reads_and_downloads_her_letter(released, aylin, client_for):
    tasks.render_due()
    client = client_for(aylin)
    base = f"/meine-antraege/{released.antrag.public_id}/briefe/{released.public_id}/"
    assert client.get(base).status_code == 404
    assert client.get(f"{base}pdf/").status_code == 404

    answer = client.post(f"{base}abholen/")

    assert answer.url == base
    assert "350,00 Euro" in client.get(base).content.decode()
    pdf = client.get(f"{base}pdf/")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
    assert pdf["Content-Disposition"].startswith("attachment")
    assert Bekanntgabe.objects.get().retrieved_by == aylin


def test_letter_is_not_there_for_its_receiver_before_it_is_sent(released, aylin, client_for):
    base = f"/meine-antraege/{released.antrag.public_id}/briefe/{released.public_id}/"

    assert client_for(aylin).post(f"{base}abholen/").status_code == 404


def test_letter_fetched_too_late_leads_back_with_a_sentence(released, aylin, client_for, clock):
    tasks.render_due()
    Message.objects.update(state="done", done_at=clock.now(), lease_until=None)
    clock.set(dt.date(2026, 3, 20))

    answer = client_for(aylin).post(
        f"/meine-antraege/{released.antrag.public_id}/briefe/{released.public_id}/abholen/",
        follow=True,
    )

    assert "Die zehn Tage zum Abholen sind vorbei." in answer.content.decode()
    assert Bekanntgabe.objects.get().retrieved_at is None


def test_lists_show_what_waits(draft, lothar, samira, client_for):
    client = client_for(lothar)
    assert draft.antrag.number in client.get("/arbeit/bescheide/").content.decode()

    services.send_back(draft, actor=lothar, reason="Bitte genauer.")

    assert draft.antrag.number not in client.get("/arbeit/bescheide/").content.decode()
    assert draft.antrag.number in client.get("/arbeit/bescheide/?teil=zurueck").content.decode()
