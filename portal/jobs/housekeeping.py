import datetime as dt

from django_tasks_db.models import DBTaskResult

from portal import clock
from portal.jobs.tick import daily

KEPT = dt.timedelta(days=1)


@daily
def drop_old_wakes() -> None:
    """Delete the queue's rows of yesterday, those of killed workers too."""
    DBTaskResult.objects.filter(enqueued_at__lt=clock.now() - KEPT).exclude(status="READY").delete()
