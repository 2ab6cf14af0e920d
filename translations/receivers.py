"""Signal receivers: a translation is outdated in the transaction that changes its original."""

from modelsearch.index import insert_or_update_object

from practices import publication
from practices.models import ContributionPage, PublicationEvent
from practices.signals import publication_changed

from . import mails, steps
from .models import Translation

PUBLIC = (PublicationEvent.Kind.PUBLISHED, PublicationEvent.Kind.CHANGED)


def follow_original(events: list[PublicationEvent], **kwargs: object) -> None:
    """One query where nothing is translated, which is the rule."""
    ids = [
        event.page_id
        for event in events
        if event.kind in PUBLIC and event.way != publication.TRANSLATION
    ]
    translated = Translation.objects.public().filter(page_id__in=ids).order_by()
    ids = list(translated.values_list("page_id", flat=True).distinct()) if ids else []
    if ids:
        pages = ContributionPage.objects.filter(pk__in=ids).specific()
        for translation in steps.mark_outdated(pages):
            mails.outdated(translation)


def index_for_editors(
    events: list[PublicationEvent], pages: list[ContributionPage], **kwargs: object
) -> None:
    """Wagtail's index, in which the embedded engine searches, holds words of translations too."""
    for event, page in zip(events, pages, strict=False):
        if event.way == publication.TRANSLATION:
            insert_or_update_object(page)


def connect() -> None:
    publication_changed.connect(
        index_for_editors, PublicationEvent, dispatch_uid="translations.index_for_editors"
    )
    publication_changed.connect(
        follow_original, PublicationEvent, dispatch_uid="translations.follow_original"
    )
