"""Pages: files that go with an application."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal import files, once
from portal.accounts.limits import allow
from portal.errors import Refused
from stadtteilkasse.antrag import sessions
from stadtteilkasse.antrag.answers import MOST_FILES
from stadtteilkasse.antrag.forms import FileForm
from stadtteilkasse.antrag.models import Antrag
from stadtteilkasse.antrag.services import draft
from stadtteilkasse.antrag.views.common import (
    actor_of,
    onwards,
    page_url,
    render_page,
    stays_closed,
    wants_later,
)

SLUG = "dateien"
UPLOAD = "hochladen"
UPLOADS_AN_HOUR = 40


def limit_uploads(view):
    """So many files an hour for a person or session, refused ones too.

    Stands before `once.sending`, which takes back what was counted for a refused file.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.FILES or _may_upload(request):
            return view(request, *args, **kwargs)
        messages.error(
            request,
            _(
                "Sie haben gerade sehr viele Dateien geschickt. Bitte versuchen Sie es in einer "
                "Stunde noch einmal. Ihr Antrag bleibt gespeichert."
            ),
        )
        return redirect(request.get_full_path())

    return wrapper


def _may_upload(request):
    who = request.user.pk or request.session.session_key
    return allow("upload", who, times=UPLOADS_AN_HOUR, seconds=3600)


def files_page(request, case, slug):
    """„Weiter“ goes on; a file is sent by its own button, or with „Weiter“ when one is chosen."""
    sends_file = request.POST.get("step") == UPLOAD or bool(request.FILES)
    if request.method == "POST" and not sends_file:
        return onwards(request, case, slug)
    form = FileForm(request.POST, request.FILES) if sends_file else FileForm()
    if sends_file and form.is_valid():
        try:
            draft.attach_file(
                case,
                form.cleaned_data["upload"],
                note=form.cleaned_data["note"],
                actor=actor_of(request),
            )
        except Refused as refusal:
            form.add_error("upload", refusal.sentence)
        else:
            if wants_later(request):
                return onwards(request, case, slug)
            return redirect(request.get_full_path())
    attachments = list(case.attachments.select_related("file"))
    context = {
        "form": form,
        "attachments": attachments,
        "left": MOST_FILES - len(attachments),
        "upload": UPLOAD,
    }
    return render_page(
        request, case, slug, "antrag/pages/dateien.html", context, refused=bool(form.errors)
    )


@require_POST
@once.sending
def remove(request, public_id, file_id):
    case = sessions.find_case(request, public_id)
    if stays_closed(case, SLUG):
        raise Http404
    attachment = get_object_or_404(case.attachments, file__public_id=file_id)
    draft.remove_file(case, attachment, actor=actor_of(request))
    return redirect(page_url(case, SLUG))


@never_cache
@require_safe
def show(request, public_id, file_id):
    """A file of a case, for its people and for the staff who see the case."""
    case = sessions.at_hand(request).filter(public_id=public_id).first() or get_object_or_404(
        Antrag.objects.visible_to(request.user), public_id=public_id
    )
    attachment = get_object_or_404(case.attachments, file__public_id=file_id)
    return files.serve(attachment.file, inline=True)
