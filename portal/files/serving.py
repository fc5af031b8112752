import logging

from django.core.files.storage import storages
from django.http import FileResponse, Http404

log = logging.getLogger(__name__)


def serve(stored, *, inline=False) -> FileResponse:
    """The file as an answer that no browser takes for a page. Call it only after authorising.

    `inline` shows images in the page; everything else is always a download.
    Raises Http404 for a file that was deleted.
    """
    if stored.removed_at:
        raise Http404
    try:
        content = storages["private"].open(stored.storage_name)
    except FileNotFoundError as error:
        log.error("files.bytes_missing", extra={"data": {"file": stored.public_id}})
        raise Http404 from error
    is_image = stored.content_type.startswith("image/")
    response = FileResponse(
        content,
        as_attachment=not (inline and is_image),
        filename=stored.name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
