"""Steps of review that the author of a text can never decide."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState

from practices import permissions
from practices.models.contributions import ContributionPage
from review import rules

from .clearance import Clearance


class AlreadyDecidedError(PermissionDenied):
    """Someone else was faster; nothing has been changed."""


class NotClearedError(PermissionDenied):
    """The State has not cleared the text as it stands now."""


class FourEyesTaskState(TaskState):
    """One run of a step; whoever decides second finds it decided."""

    outcome = ""

    @transaction.atomic
    def approve(self, **kwargs: Any) -> "FourEyesTaskState":
        self._take()
        run: FourEyesTaskState = super().approve(**kwargs)
        return run

    @transaction.atomic
    def reject(self, **kwargs: Any) -> "FourEyesTaskState":
        self._take()
        run: FourEyesTaskState = super().reject(**kwargs)
        return run

    def log_state_change_action(self, user: User | None, action: str) -> None:
        super().log_state_change_action(user, self.outcome or action)

    def _take(self) -> None:
        row = TaskState.objects.select_for_update().get(pk=self.pk)
        if row.status != self.STATUS_IN_PROGRESS:
            raise AlreadyDecidedError(_("Someone else has already decided on this step."))


class FourEyesTask(AbstractGroupApprovalTask):
    """A step decided by an officer who neither wrote, submitted nor cleared the text."""

    task_state_class = FourEyesTaskState

    class Meta:
        verbose_name = _("review with four eyes")
        verbose_name_plural = _("reviews with four eyes")

    @classmethod
    def get_description(cls) -> str | Promise:
        return _("An officer who had no hand in the text decides.")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> FourEyesTaskState:
        page = workflow_state.content_object.specific
        if isinstance(page, ContributionPage) and not Clearance.objects.holds_for(page):
            raise NotClearedError(_("The State has not cleared this text yet."))
        run: FourEyesTaskState = super().start(workflow_state, user=user)
        return run

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        """None in Wagtail's editor and lists: officers decide on the page of review/."""
        return []

    def actions_for(self, page: Page, user: User, review: WorkflowState | None = None) -> set[str]:
        """What the person may do now; approving needs a clean hand and a cleared text.

        `review` is the one under way, where it has been read already.
        """
        if not super().get_actions(page, user) or not permissions.is_secretariat(user):
            return set()
        return {"reject", "decline"} | (
            {"approve"} if self._may_approve(page, user, review) else set()
        )

    def _may_approve(self, page: Page, user: User, review: WorkflowState | None) -> bool:
        """Of an officer."""
        page = page.specific
        cleared = not isinstance(page, ContributionPage) or Clearance.objects.holds_for(page)
        review = review or page.current_workflow_state
        return cleared and rules.has_clean_hands(user, page, review)

    @transaction.atomic
    def on_action(
        self, task_state: FourEyesTaskState, user: User, action_name: str, **kwargs: Any
    ) -> None:
        """Asked again here, because a hand-made POST never saw the buttons."""
        review = task_state.workflow_state
        if review.current_task_state_id == task_state.pk:
            # One object: of another one Wagtail would ask a status that was read before.
            review.current_task_state = task_state
        if action_name not in self.actions_for(review.content_object, user, review):
            raise PermissionDenied(_("You cannot decide on a text you had a hand in."))
        if action_name == "decline":
            self._decline(task_state, user, **kwargs)
        else:
            super().on_action(task_state, user, action_name, **kwargs)

    def _decline(self, task_state: FourEyesTaskState, user: User, comment: str = "") -> None:
        task_state.outcome = "decline"
        task_state.reject(user=user, comment=comment)
        task_state.workflow_state.cancel(user=user)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        return not permissions.is_secretariat(user)

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        return permissions.is_secretariat(user)
