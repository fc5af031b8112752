from portal.outbox.models import Message
from tests.access.matrix import TIMO, only, page


def message():
    made = Message.objects.create(kind="gruss", message_id="<1@example.org>")
    return {"public_id": made.public_id}


ROWS = [
    page("outbox:index", get=only(TIMO)),
    page("outbox:try_again", args=message, get=405, post=only(TIMO, 302)),
    # No demo, no such page.
    page("outbox:demo", get=404),
    page("outbox:demo_message", args=message, get=404),
]
