"""The end of the review, as named in WAGTAIL_FINISH_WORKFLOW_ACTION.

Wagtail imports this module before its own models are ready; hence a module without imports.
"""


def finish(workflow_state, user=None) -> None:
    from .workflow import publish_reviewed

    publish_reviewed(workflow_state, user)
