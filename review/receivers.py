"""Signal receivers: what follows in review, trail and mail from publications and Wagtail's log."""

from django.contrib.auth.models import User
from django.db.models.signals import post_save, pre_save
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState
from wagtail.signals import post_page_move

from audit import trail
from practices import public_changes, publication
from practices.models import ContributionPage, PublicationEvent, StatePage
from practices.models.events import DELETION
from practices.signals import pages_added, publication_changed, revision_saved

from . import assignment, clearing, confirmation, notices, revisions
from .models import AlreadyDecidedError, Confirmation, Review

TOLD_BY_EVENTS = {"wagtail.publish", "wagtail.unpublish", "wagtail.unpublish.scheduled"}
PUBLIC = (PublicationEvent.Kind.PUBLISHED, PublicationEvent.Kind.CHANGED)
ENDED = (WorkflowState.STATUS_APPROVED, WorkflowState.STATUS_CANCELLED)


def follow_log(instance: PageLogEntry, created: bool, raw: bool = False, **kwargs: object) -> None:
    """Wagtail logs every action on a page in one place: the trail and the mails follow it.

    Of contributions, what goes public and what is withdrawn is told by the publication event.
    """
    if not created or raw:
        return
    page = instance.page.specific
    if not isinstance(page, ContributionPage):
        trail.mirror(instance)
    elif instance.action not in TOLD_BY_EVENTS:
        trail.mirror(instance)
        if instance.action == "wagtail.workflow.start":
            assignment.assign_by_region(page)  # before the mail: whoever is in charge gets it
        notices.tell(instance.action, page, instance.user, instance.data or {})


def follow_addition(pages: list[Page], **kwargs: object) -> None:
    """What follow_log enters for a page that is added by itself."""
    user = get_active_log_context().user
    trail.record_all([trail.draft("created", page, user) for page in pages], user)


def follow_publication(
    events: list[PublicationEvent],
    pages: list[ContributionPage],
    user: User | None,
    **kwargs: object,
) -> None:
    """What a page above them went through is told by Wagtail's log, and comes without pages."""
    if not pages:
        return
    kind, way = events[0].kind, events[0].way  # one of each for all
    if kind in PUBLIC:
        _follow_public(pages, way, user)
    elif kind == PublicationEvent.Kind.WITHDRAWN and way != DELETION:
        for page in pages:
            trail.record("withdrawn", page, user, after={"way": way})
            clearing.end_with_withdrawal(page, user)
    notices.tell_of_publications(kind, way, pages)


def _follow_public(pages: list[ContributionPage], way: str, user: User | None) -> None:
    if way and way != publication.TRANSLATION:  # of which translations.steps tells
        after = {"way": way}
        trail.record_all(
            [trail.draft("published", page, user, after=after) for page in pages], user
        )
    if way == publication.REVIEW:
        for page in pages:
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
        (pre_save, keep_outcome, Review),
        (pre_save, refuse_schedule, Revision),
        (post_page_move, void_after_move, None),
        (revision_saved, revisions.after_saving, None),
        (pages_added, follow_addition, None),
        (publication_changed, follow_publication, PublicationEvent),
        (post_save, public_changes.note, Confirmation),
    ):
        signal.connect(receive, sender, dispatch_uid=f"review.{receive.__name__}")
