"""Where Wagtail and Django tell the portal that something has happened."""

import uuid
from pathlib import Path

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, PageLogEntry, Revision, WorkflowState
from wagtail.signals import post_page_move

from . import assignment, audit, clearing, freshness, notices, publication
from .models import AlreadyDecidedError, ContributionPage, StatePage

ENDED = (WorkflowState.STATUS_APPROVED, WorkflowState.STATUS_CANCELLED)


@receiver(post_save, sender=PageLogEntry)
def follow_log(instance, created, raw=False, **kwargs):
    """Wagtail logs every action on a page in one place: the trail and the mails follow it."""
    if not created or raw:
        return
    audit.mirror(instance)
    page = instance.page.specific
    if isinstance(page, ContributionPage):
        _follow(instance.action, page, instance.user)
        notices.tell(instance.action, page, instance.user, instance.data or {})


@receiver(post_save, sender=ModelLogEntry)
def follow_log_of_terms(instance, created, raw=False, **kwargs):
    if created and not raw:
        audit.mirror_of_terms(instance)


def _follow(action, page, user):
    """Before the mails: whoever is put in charge now is told."""
    if action == "wagtail.workflow.start":
        assignment.assign_by_region(page)
    if action.startswith("wagtail.unpublish"):  # one that Wagtail schedules has a name of its own
        clearing.end_with_withdrawal(page, user)
    if action == "wagtail.publish" and publication.current_way() == publication.REVIEW:
        freshness.note_publication(page, user)


@receiver(pre_save, sender=WorkflowState)
def keep_outcome(instance, **kwargs):
    """A review that has ended stays as it ended, whatever a slower request still holds."""
    stored = WorkflowState.objects.filter(pk=instance.pk).values_list("status", flat=True).first()
    if stored in ENDED and instance.status != stored:
        raise AlreadyDecidedError(_("This review has already ended."))


@receiver(pre_save, sender=Revision)
def refuse_schedule(instance, **kwargs):
    """Wagtail would publish a scheduled revision by itself, without asking anyone again."""
    if instance.approved_go_live_at is None or publication.current_way():
        return
    if issubclass(instance.content_type.model_class(), ContributionPage):
        raise publication.PublicationRefusedError(_("Contributions are not scheduled."))


@receiver(post_page_move)
def void_after_move(instance, parent_page_before, parent_page_after, **kwargs):
    """Below another State's page it is another State's text, which that State has not cleared."""
    if parent_page_before.pk == parent_page_after.pk:
        return
    moved = ContributionPage.objects.descendant_of(instance, inclusive=True)
    parent = parent_page_after.specific
    if isinstance(parent, StatePage):
        moved.update(state=parent.state)
    for page in moved:
        clearing.void(page, None)


@receiver(pre_save, sender=get_image_model())
def hide_file_name(instance, **kwargs):
    """Images are served without asking who looks: the image of a draft must not be guessable."""
    if instance.file and not instance.file._committed:
        instance.file.name = f"{uuid.uuid4().hex}{Path(instance.file.name).suffix.lower()}"
