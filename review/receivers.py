"""Signal receivers: what Wagtail logs, moves and saves, and what follows in review and trail."""

from django.contrib.auth.models import User
from django.db.models.signals import post_save, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState
from wagtail.signals import post_page_move

from audit import trail
from practices import publication
from practices.models import ContributionPage, StatePage
from practices.signals import revision_saved

from . import assignment, clearing, confirmation, notices, revisions
from .models import AlreadyDecidedError

ENDED = (WorkflowState.STATUS_APPROVED, WorkflowState.STATUS_CANCELLED)


def follow_log(instance: PageLogEntry, created: bool, raw: bool = False, **kwargs: object) -> None:
    """Wagtail logs every action on a page in one place: the trail and the mails follow it."""
    if not created or raw:
        return
    trail.mirror(instance)
    page = instance.page.specific
    if isinstance(page, ContributionPage):
        _follow(instance.action, page, instance.user)
        notices.tell(instance.action, page, instance.user, instance.data or {})


def _follow(action: str, page: ContributionPage, user: User | None) -> None:
    """Before the mails: whoever is put in charge now is told."""
    if action == "wagtail.workflow.start":
        assignment.assign_by_region(page)
    if action.startswith("wagtail.unpublish"):  # one that Wagtail schedules has a name of its own
        clearing.end_with_withdrawal(page, user)
    if action == "wagtail.publish" and page.way == publication.REVIEW:
        confirmation.note_publication(page, user)


def keep_outcome(instance: WorkflowState, **kwargs: object) -> None:
    """A review that has ended stays as it ended, whatever a slower request still holds."""
    stored = WorkflowState.objects.filter(pk=instance.pk).values_list("status", flat=True).first()
    if stored in ENDED and instance.status != stored:
        raise AlreadyDecidedError(_("This review has already ended."))


def refuse_schedule(instance: Revision, **kwargs: object) -> None:
    """Wagtail would publish a scheduled revision by itself, without asking anyone again."""
    if instance.approved_go_live_at is None:
        return
    if issubclass(instance.content_type.model_class(), ContributionPage):
        raise publication.PublicationRefusedError(_("Contributions are not scheduled."))


def void_after_move(
    instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: object
) -> None:
    """Below another State's page it is another State's text, which that State has not cleared."""
    if parent_page_before.pk == parent_page_after.pk:
        return
    moved = ContributionPage.objects.descendant_of(instance, inclusive=True)
    parent = parent_page_after.specific
    if isinstance(parent, StatePage):
        moved.update(state=parent.state)
    for page in moved:
        clearing.void(page, None)


def connect() -> None:
    for signal, receive, sender in (
        (post_save, follow_log, PageLogEntry),
        (pre_save, keep_outcome, WorkflowState),
        (pre_save, refuse_schedule, Revision),
        (post_page_move, void_after_move, None),
        (revision_saved, revisions.after_saving, None),
    ):
        signal.connect(receive, sender, dispatch_uid=f"review.{receive.__name__}")
