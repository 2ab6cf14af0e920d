"""Wagtail's search and reference indexes, written in tests when somebody first reads them.

Wagtail writes both by a task after each save. Without a worker the task runs inside the save, and a
published page is saved four times: a sixth of the time of the tests, of which few read an index.
"""

from contextlib import contextmanager, suppress

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django_tasks.backends.immediate import ImmediateBackend

# By name: a task asks for its backend while it is imported.
REFERENCES = "wagtail.tasks.update_reference_index_task"
INDEXING = (REFERENCES, "modelsearch.tasks.insert_or_update_object_task")
_waiting: dict = {}  # (task, its arguments): None, in the order of saving
_is_on = False  # only in pytest's own process: others end before anybody reads


@contextmanager
def late():
    """What is still waiting at the end of a test goes with its transaction."""
    global _is_on
    _is_on = True
    try:
        yield
    finally:
        _is_on = False
        _waiting.clear()


class Backend(ImmediateBackend):
    """Runs every task at once but those that write an index while `late` is on."""

    def enqueue(self, task, args, kwargs):
        if not _is_on or task.module_path not in INDEXING:
            return super().enqueue(task, args, kwargs)
        _waiting[task, *args] = None
        if _write_before_reading not in connection.execute_wrappers:
            # Outside of what a test wraps around statements: these are none of its own.
            connection.execute_wrappers.insert(0, _write_before_reading)
        return None


def _write_before_reading(execute, sql, params, many, context):
    # What is searched hangs on references (is a file public?), but not the other way round: each
    # save of a contribution writes its own references, and needs no search index for it.
    if _waiting and "wagtailsearch_indexentry" in str(sql):
        write()
    elif _waiting and "wagtailcore_referenceindex" in str(sql):
        write((REFERENCES,))
    return execute(sql, params, many, context)


def write(tasks=INDEXING):
    """Run what waits, unseen by wrappers and counts of the test."""
    wrappers, is_counted = connection.execute_wrappers, connection.force_debug_cursor
    connection.execute_wrappers, connection.force_debug_cursor = [], False
    waiting = [each for each in _waiting if each[0].module_path in tasks]
    for each in waiting:
        del _waiting[each]
    try:
        for task, *args in waiting:
            with suppress(ObjectDoesNotExist):  # deleted, or its saving taken back
                task.call(*args)
    finally:
        connection.execute_wrappers, connection.force_debug_cursor = wrappers, is_counted
