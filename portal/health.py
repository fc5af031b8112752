"""/livez: the process answers. /readyz: it can do its work."""

import logging
import secrets
from functools import cache

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


@require_safe
@never_cache
def livez(request):
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """Which parts work; 503 when one does not. It says nothing else to whoever asks."""
    parts = {
        "database": _works(_check_database),
        "migrations": _works(_check_migrations),
        "storage": _works(_check_storage),
    }
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _works(check) -> bool:
    try:
        check()
    except Exception:
        log.exception("health.not_ready", extra={"data": {"check": check.__name__}})
        return False
    return True


def _check_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache
def _check_migrations():
    # Once they are applied they stay so while this process runs; a failure is not remembered.
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("There are migrations to apply.")


def _check_storage():
    storage = storages["private"]
    storage.delete(storage.save(f".readyz-{secrets.token_hex(8)}", ContentFile(b"ready")))
