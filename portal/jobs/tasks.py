from django.conf import settings
from django.utils.module_loading import import_string
from django_tasks import task

from portal import request_id


def wake(path: str) -> None:
    """Have a worker run a step of settings.TICK as soon as this transaction is committed.

    Only a nudge: a wake that gets lost costs a minute, for the tick runs the step anyway.
    """
    _check(path)
    run_step.enqueue(path, request_id.current())


@task
def run_step(path: str, cause: str) -> None:
    # The queue is a table: what stands there must not name any function it likes.
    _check(path)
    with request_id.use(cause):
        import_string(path)()


def _check(path):
    if path not in settings.TICK:
        raise ValueError(f"{path} is not a step of settings.TICK.")
