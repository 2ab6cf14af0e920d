"""Wagtail's admin without Wagtail's own workflow mails."""

from wagtail.admin.apps import WagtailAdminAppConfig


class QuietAdminConfig(WagtailAdminAppConfig):
    """Replaces "wagtail.admin" in INSTALLED_APPS.

    Wagtail has no setting that turns these mails off: every superuser would receive the title of
    every submission, and a focal point two mails for one decision. review.notices writes ours.
    The receivers are connected in ready(), so nothing that runs earlier can disconnect them.
    """

    def ready(self) -> None:
        super().ready()
        _disconnect_mails()


def _disconnect_mails() -> None:
    from wagtail.models import TaskState, WorkflowState
    from wagtail.signals import (
        task_submitted,
        workflow_approved,
        workflow_rejected,
        workflow_submitted,
    )

    task_submitted.disconnect(
        sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    for signal, event in (
        (workflow_submitted, "submitted"),
        (workflow_rejected, "rejected"),
        (workflow_approved, "approved"),
    ):
        signal.disconnect(
            sender=WorkflowState, dispatch_uid=f"workflow_state_{event}_email_notification"
        )
