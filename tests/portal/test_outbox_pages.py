import pytest
from django.urls import reverse

from portal import clock
from portal.audit.models import AuditEntry
from portal.jobs.models import TickStep
from portal.outbox.models import Message

INDEX = "/arbeit/postausgang/"


def make(number=1, state="queued", **fields):
    times = {
        "done": {"done_at": clock.now()},
        "leased": {"lease_until": clock.now()},
    }
    return Message.objects.create(
        message_id=f"<{number}@example.org>",
        to="aylin@example.org",
        subject="Geheimer Betreff",
        body="Geheimer Text https://example.org/code",
        kind="antrag.sent",
        state=state,
        **times.get(state, {}),
        **fields,
    )


def text_of(response):
    return response.content.decode()


# What Technik sees


def test_index_shows_states_kinds_and_errors(client_for, timo):
    make(1, "done")
    make(2, "failed", attempts=20, last_error="SMTPRecipientsRefused")

    page = text_of(client_for(timo).get(INDEX))

    for shown in ("antrag.sent", "verschickt (1)", "gescheitert (1)", "SMTPRecipientsRefused"):
        assert shown in page


def test_index_shows_neither_receiver_nor_text(client_for, timo):
    make(1, "done"), make(2, "failed"), make(3, "queued"), make(4, "leased")

    page = text_of(client_for(timo).get(INDEX))

    assert "aylin@example.org" not in page
    assert "Geheimer" not in page


@pytest.mark.parametrize(
    ("state", "expected"), [("failed", [2]), ("done", [1]), ("quatsch", [2, 1])]
)
def test_index_can_be_narrowed_to_a_state(client_for, timo, state, expected):
    made = {1: make(1, "done"), 2: make(2, "failed")}

    response = client_for(timo).get(INDEX, {"stand": state})

    assert [message.pk for message in response.context["page"]] == [made[n].pk for n in expected]


def test_index_without_messages_says_so(client_for, timo):
    page = text_of(client_for(timo).get(INDEX))

    assert "Hier ist keine Nachricht." in page
    assert "Der Worker ist noch nie gelaufen." in page


def test_index_shows_when_the_background_work_ran(client_for, timo):
    TickStep.objects.create(
        name="portal.outbox.deliver_due", ok_at=clock.now(), failed_at=clock.now(), error="OSError"
    )

    page = text_of(client_for(timo).get(INDEX))

    assert "portal.outbox.deliver_due" in page
    assert "OSError" in page


@pytest.mark.parametrize("rows", [1, 25])
def test_index_takes_as_many_queries_for_25_rows_as_for_one(
    client_for, timo, django_assert_num_queries, rows
):
    client = client_for(timo)
    for number in range(rows):
        make(number, "failed")

    with django_assert_num_queries(9):
        client.get(INDEX)


# Trying again


def test_try_again_queues_the_message_and_is_recorded(client_for, timo):
    message = make(state="failed")

    response = client_for(timo).post(reverse("outbox:try_again", args=[message.public_id]))

    assert response.status_code == 302
    message.refresh_from_db()
    assert message.state == "queued"
    assert AuditEntry.objects.latest("seq").step == "outbox.tried_again"


def test_try_again_refuses_get(client_for, timo):
    address = reverse("outbox:try_again", args=[make(state="failed").public_id])

    assert client_for(timo).get(address).status_code == 405


@pytest.mark.parametrize("name", ["aylin", "koray", "lothar", "sven"])
def test_try_again_is_404_for_everybody_else(client_for, request, name):
    person = request.getfixturevalue(name)
    message = make(state="failed")

    response = client_for(person).post(reverse("outbox:try_again", args=[message.public_id]))

    assert response.status_code == 404
    message.refresh_from_db()
    assert message.state == "failed"


@pytest.mark.parametrize("state", ["queued", "leased", "done"])
def test_try_again_changes_nothing_in_another_state(client_for, timo, state):
    message = make(state=state)
    before = AuditEntry.objects.count()

    client_for(timo).post(reverse("outbox:try_again", args=[message.public_id]))

    message.refresh_from_db()
    assert (message.state, AuditEntry.objects.count()) == (state, before)


# The demo


def test_demo_shows_the_mail_as_its_receiver_sees_it(client, db, settings):
    settings.DEMO = True
    message = make()

    listed = text_of(client.get("/demo/postausgang/"))
    shown = text_of(client.get(f"/demo/postausgang/{message.public_id}/"))

    assert "Geheimer Betreff" in listed
    assert "aylin@example.org" in shown
    assert '<a href="https://example.org/code"' in shown


def test_demo_shows_what_was_typed_as_text(client, db, settings):
    settings.DEMO = True
    message = make()
    Message.objects.update(subject="<script>", body="<script>alert(1)</script>")

    shown = text_of(client.get(f"/demo/postausgang/{message.public_id}/"))

    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_demo_pages_do_not_exist_outside_of_the_demo(client, db):
    message = make()

    assert client.get("/demo/postausgang/").status_code == 404
    assert client.get(f"/demo/postausgang/{message.public_id}/").status_code == 404
