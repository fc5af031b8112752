from django.db.models import Count

from portal.jobs.leases import LeaseState
from portal.outbox.models import Message

# What operation may see of a mail: neither who gets it nor what it says.
TECHNICAL_FIELDS = (
    "public_id",
    "kind",
    "state",
    "attempts",
    "created_at",
    "next_attempt_at",
    "done_at",
    "last_error",
)


def overview(state=None):
    """The messages, newest first, without receivers and text; all, or those in one state."""
    messages = Message.objects.order_by("-created_at", "-pk").only("pk", *TECHNICAL_FIELDS)
    return messages.filter(state=state) if state else messages


def counts_by_state() -> dict[str, int]:
    """How many messages are in each state; a state without any counts 0."""
    counted = dict(Message.objects.values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in LeaseState.values}
