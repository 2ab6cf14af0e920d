"""Signal receivers: sessions that end with the rights they began under, and publication events."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from accounts import sessions

from .models import (
    ContributionPage,
    FocalPoint,
    PledgePage,
    PracticePage,
    PublicationEvent,
    StrategyPage,
)
from .models.control import is_of_drafts
from .models.events import DELETION, EXPIRY, MOVE, RESTRICTION, UNPUBLISHED


@receiver([post_save, post_delete], sender=FocalPoint)
def end_sessions(instance: FocalPoint, raw: bool = False, **kwargs) -> None:
    """The session began under other rights."""
    if not raw:
        sessions.end_all([instance.user_id])


def index_for_editors(instance: Page, update_fields=None, **kwargs) -> None:
    """Wagtail's own receiver does it at each save of a draft as well."""
    if not is_of_drafts(update_fields):
        post_save_signal_handler(instance, **kwargs)


def keep_in_index(model: type[ContributionPage]) -> None:
    post_save.connect(index_for_editors, sender=model)
    post_delete.connect(post_delete_signal_handler, sender=model)


for model in (ContributionPage, PracticePage, StrategyPage, PledgePage):
    keep_in_index(model)


@receiver(page_unpublished)
def record_withdrawal(instance: Page, **kwargs) -> None:
    """Wagtail's bulk action and its schedule save the plain page, which records no event."""
    kind = PublicationEvent.Kind.WITHDRAWN
    if not isinstance(instance, ContributionPage):
        return
    last = PublicationEvent.objects.filter(page_id=instance.pk).last()
    if last is None or last.kind != kind:
        way = EXPIRY if instance.expired else UNPUBLISHED
        PublicationEvent.objects.record(instance, kind, way, instance.who_acts())


@receiver(pre_delete, sender=ContributionPage)
def record_deletion(instance: ContributionPage, **kwargs) -> None:
    if instance.live:
        kind = PublicationEvent.Kind.WITHDRAWN
        PublicationEvent.objects.record(instance, kind, DELETION, instance.who_acts())


@receiver(post_page_move)
def record_move(
    instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs
) -> None:
    """The address of a contribution names its State."""
    if parent_page_before.pk != parent_page_after.pk:
        pages = _live_from(instance)
        PublicationEvent.objects.record_all(pages, PublicationEvent.Kind.CHANGED, MOVE)


@receiver(post_save, sender=PageViewRestriction)
def record_restriction(
    instance: PageViewRestriction, created: bool, raw: bool = False, **kwargs
) -> None:
    if created and not raw:
        _record_for_visitors(instance.page, PublicationEvent.Kind.RESTRICTED)


@receiver(post_delete, sender=PageViewRestriction)
def record_opening(instance: PageViewRestriction, **kwargs) -> None:
    _record_for_visitors(instance.page, PublicationEvent.Kind.OPENED)


def _record_for_visitors(page: Page, kind: str) -> None:
    """A restriction holds for the page and all pages below it."""
    contribution = ContributionPage.objects.filter(pk=page.pk).specific().first()
    if contribution is None:
        PublicationEvent.objects.record_all(_live_from(page), kind, RESTRICTION)
    elif contribution.live:
        user = contribution.who_acts()
        PublicationEvent.objects.record(contribution, kind, RESTRICTION, user)


def _live_from(page: Page) -> list[ContributionPage]:
    return list(ContributionPage.objects.descendant_of(page, inclusive=True).live())
