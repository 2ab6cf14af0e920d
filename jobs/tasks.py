"""Background tasks that wait in the database: Wagtail's indexes, and files of deleted rows.

They are kept by django-tasks-db, whose own worker does not take up what another one was killed at.
"""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.utils import get_random_id
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

AT_ONCE = 100  # tasks between two signs of life
LOST_AFTER = timedelta(minutes=10)  # a task takes seconds
MOST_TRIES = 5


def worker() -> Worker:
    """Of one round: it ends when nothing waits; a signal lets it finish the task in hand."""
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=AT_ONCE,
        worker_id=get_random_id(),
    )


def take_up_again() -> None:
    """Let tasks whose worker was killed wait again, unless they killed several."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LOST_AFTER)
    for task in lost:
        if len(task.worker_ids) < MOST_TRIES:
            task.status = "READY"
            task.save(update_fields=["status"])
        else:
            task.set_failed(TimeoutError(f"cut off {MOST_TRIES} times"))


def failed() -> "QuerySet[DBTaskResult]":
    """Without those whose row was deleted before they ran."""
    return DBTaskResult.objects.failed().exclude(exception_class_path__endswith="DoesNotExist")
