"""The end of the review, as named in WAGTAIL_FINISH_WORKFLOW_ACTION.

Wagtail imports this module before its own models are ready; hence a module without imports.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.models import WorkflowState


def finish(workflow_state: "WorkflowState", user: "User | None" = None) -> None:
    from .workflow import publish_reviewed

    publish_reviewed(workflow_state, user)
