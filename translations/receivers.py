"""Signal receivers: a translation is outdated in the transaction that changes its original."""

from collections import defaultdict

from modelsearch.index import insert_or_update_object

from practices import publication
from practices.models import ContributionPage, PublicationEvent
from practices.signals import publication_changed

from . import mails, steps
from .models import Translation
from .signals import public_texts_read

PUBLIC = (PublicationEvent.Kind.PUBLISHED, PublicationEvent.Kind.CHANGED)


def follow_original(
    events: list[PublicationEvent], pages: list[ContributionPage], **kwargs: object
) -> None:
    """One query where nothing is translated, which is the rule."""
    ids = {event.page_id for event in events}
    translations = defaultdict(list)
    for translation in Translation.objects.public().filter(page_id__in=ids).defer("source"):
        translations[translation.page_id].append(translation)
    changed = {
        event.page_id
        for event in events
        if event.kind in PUBLIC and event.way != publication.TRANSLATION
    }
    changed &= translations.keys()
    if changed:
        originals = ContributionPage.objects.filter(pk__in=changed).specific()
        for translation in steps.mark_outdated(originals):
            mails.outdated(translation)
    public_texts_read.send(PublicationEvent, pages=pages, translations=translations)


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
