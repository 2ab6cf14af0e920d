"""Changes of public pages, beside the events of contributions."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.db.models import Min, Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from common.generations import Generation
from uploads.reading.work import texts_changed

from .models import ContributionPage, PublicChange
from .models.worded import Worded
from .signals import pages_added, publication_changed


def note(**kwargs: object) -> None:
    if not kwargs.get("raw"):
        PublicChange.objects.note()


def note_page(instance: Page, **kwargs: object) -> None:
    """Of a contribution the event tells (`publication_changed`); its drafts are not public."""
    if isinstance(instance, Worded) or type(instance) is Page:
        note(**kwargs)


def note_file(update_fields: Collection[str] | None = None, **kwargs: object) -> None:
    """Wagtail works out size and hash when somebody first looks at the file."""
    if update_fields is None or not {"file_hash", "file_size"}.issuperset(update_fields):
        note(**kwargs)


def connect() -> None:
    for signal in (publication_changed, pages_added, post_page_move, texts_changed):
        signal.connect(note)
    terms = apps.get_app_config("taxonomy").get_models()
    for signal in (post_save, post_delete):
        signal.connect(note_page)
        for model in (*terms, PageViewRestriction, Site):
            signal.connect(note, model)
        for model in (get_document_model(), get_image_model()):
            signal.connect(note_file, model)
    m2m_changed.connect(note_terms)


def note_terms(sender: type[Model], **kwargs: object) -> None:
    """Of terms themselves, such as the chapters of a challenge; not of drafts."""
    if sender._meta.app_label == "taxonomy":
        note()


_latest: Generation | None = None


def generation() -> Generation:
    """That of this moment: one query, and two more when it is a new one."""
    global _latest
    now, stamp = timezone.now(), PublicChange.objects.stamp()
    if not (_latest and _latest.stamp == stamp and now < _latest.ends_at):
        changes_at = next_by_the_clock(now)
        ends_at = now + timedelta(seconds=settings.KEPT_VALUES_SECONDS)
        _latest = Generation(stamp, changes_at, min(ends_at, changes_at or ends_at))
    return _latest


def forget_generation() -> None:
    """For tests: a transaction that was taken back leaves the same count behind."""
    global _latest
    _latest = None


def next_by_the_clock(now: datetime | None = None) -> datetime | None:
    """When the next page opens or closes by itself."""
    now = now or timezone.now()
    moments = [
        model.objects.live().filter(**{f"{name}__gt": now}).aggregate(first=Min(name))["first"]
        for model, name in ((ContributionPage, "embargo_until"), (Page, "expire_at"))
    ]
    return min((moment for moment in moments if moment), default=None)
