from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from portal import once
from portal.access import operators_only
from portal.demo.access import demo_only
from portal.errors import Refused
from portal.jobs.leases import LeaseState
from portal.jobs.models import TickStep
from portal.outbox import queries, services
from portal.outbox.delivery import as_mail
from portal.outbox.models import Message

STATE_NAMES = {
    LeaseState.QUEUED: "wartet",
    LeaseState.LEASED: "wird verschickt",
    LeaseState.DONE: "verschickt",
    LeaseState.FAILED: "gescheitert",
}
STATE_KINDS = {
    LeaseState.QUEUED: "neutral",
    LeaseState.LEASED: "info",
    LeaseState.DONE: "success",
    LeaseState.FAILED: "danger",
}


@require_GET
@operators_only
def index(request):
    chosen = request.GET.get("stand")
    chosen = chosen if chosen in LeaseState.values else None
    page = Paginator(queries.overview(chosen), 25).get_page(request.GET.get("seite"))
    for message in page:
        message.state_name = STATE_NAMES[message.state]
        message.state_kind = STATE_KINDS[message.state]
    context = {"page": page, "tabs": _tabs(chosen), "steps": TickStep.objects.order_by("name")}
    return render(request, "portal/postausgang.html", context)


@require_POST
@operators_only
@once.sending
def try_again(request, public_id):
    message = get_object_or_404(Message, public_id=public_id)
    try:
        services.try_again(message, actor=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Die Nachricht wird noch einmal verschickt.")
    return redirect("outbox:index")


@require_GET
@demo_only
def demo_index(request):
    page = Paginator(Message.objects.order_by("-created_at", "-pk"), 25)
    context = {"page": page.get_page(request.GET.get("seite")), "names": STATE_NAMES}
    return render(request, "portal/postausgang_demo.html", context)


@require_GET
@demo_only
def demo_message(request, public_id):
    message = get_object_or_404(Message, public_id=public_id)
    context = {"message": message, "mail": as_mail(message)}
    return render(request, "portal/postausgang_demo_nachricht.html", context)


def _tabs(chosen):
    counts = queries.counts_by_state()
    states = [
        (f"{STATE_NAMES[state]} ({count})", f"?stand={state}", state == chosen)
        for state, count in counts.items()
    ]
    return [(f"alle ({sum(counts.values())})", "?", chosen is None), *states]
