"""Where Wagtail's tasks run while Elasticsearch answers: one of them with the index worker."""

from typing import Any

from django.apps import apps
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task

WRITES_SEARCH_INDEX = "modelsearch.tasks.insert_or_update_object_task"


class Backend(ImmediateBackend):
    """All run inside the request but the search index of contributions.

    Visitors do not search in it then, and each write of it looks at all its rows. The index of
    references stays in the transaction: which files are public hangs on it.
    """

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> Any:
        from practices.models import ContributionPage

        from .retagging import read_again

        if task.module_path == WRITES_SEARCH_INDEX:
            app_label, model_name, pk = args
            if issubclass(apps.get_model(app_label, model_name), ContributionPage):
                return read_again([int(pk)])
        return super().enqueue(task, args, kwargs)
