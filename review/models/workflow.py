"""Steps of review that the author of a text can never decide."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, Task, TaskState, WorkflowState

from practices import permissions, wagtail_log
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

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """A run has no columns of its own; Django would ask whether its row is there."""
        if update_fields is None and not self._state.adding:
            columns = TaskState._meta.local_concrete_fields
            update_fields = [column.name for column in columns if not column.primary_key]
        super().save(*args, update_fields=update_fields, **kwargs)

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
        """As Wagtail's, which makes a page of the revision to name it, and looks up the rest."""
        review, task = self.workflow_state, self.task
        following = review.get_next_task()
        told = {
            "id": review.workflow.pk,
            "title": review.workflow.name,
            "status": self.status,
            "task_state_id": self.pk,
            "task": {"id": task.pk, "title": task.name},
            "next": {"id": following.pk, "title": following.name} if following else None,
        }
        made = wagtail_log.entry(
            f"wagtail.workflow.{self.outcome or action}",
            self.revision.content_object,
            user,
            title=self.revision.content["title"],
            revision=self.revision,
            data={"workflow": told, "comment": self.get_comment()},
        )
        wagtail_log.write(made)

    def _take(self) -> None:
        row = TaskState.objects.select_for_update().get(pk=self.pk)
        if row.status != self.STATUS_IN_PROGRESS:
            raise AlreadyDecidedError(_("Someone else has already decided on this step."))


class Review(WorkflowState):
    """Wagtail's record of a review, read together with its step.

    That the rows exist which it names, and that a page has one review under way, the database
    sees to by itself.
    """

    _next: tuple[Any, Task | None] = None, None

    class Meta:
        proxy = True
        default_permissions = ()

    @cached_property
    def writers(self) -> set[int | None]:
        """Of the text, whose page is locked while the review is decided on."""
        return set(rules.writers(self.content_object.specific))

    def get_next_task(self) -> Task | None:
        """Wagtail asks twice in a row: for its log, then to move on."""
        step = self.current_task_state
        place = step and (step.pk, step.status)
        if place is None or place != self._next[0]:
            self._next = place, super().get_next_task()
        return self._next[1]

    def full_clean(self, exclude: Iterable[str] | None = None, **options: Any) -> None:
        links = {field.name for field in self._meta.concrete_fields if field.is_relation}
        super().full_clean(exclude={*(exclude or ()), *links}, **options)


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
        if not self._is_for(user):
            return set()
        return {"reject", "decline"} | (
            {"approve"} if self._may_approve(page, user, review) else set()
        )

    def _is_for(self, user: User) -> bool:
        """An officer, and of a group of this step as Wagtail has it."""
        officer, member = Q(name=permissions.SECRETARIAT), Q(foureyestask=self)
        found = user.groups.aggregate(
            officer=Count("pk", filter=officer), member=Count("pk", filter=member)
        )
        is_member = found["member"] or user.is_superuser
        return bool(user.is_active and found["officer"] and is_member)

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
