"""Signal receivers that mark pages for the index, and for nothing else."""

from collections.abc import Callable, Sequence
from typing import Protocol

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from commission.models import Body, MeetingPage, Organization, RecordPage
from practices import public_changes, signals
from practices.models import ContributionPage, PublicationEvent
from practices.models.events import EMBARGO, EXPIRY, RESTRICTION, UNPUBLISHED
from taxonomy import state_names
from taxonomy.models import (
    Challenge,
    Chapter,
    Concept,
    ConceptLabel,
    MemberState,
    Recommendation,
    Region,
    RegionMembership,
    TargetGroup,
)
from uploads.models import FileText
from uploads.reading import work

from . import choices, retagging, synonyms, vocabulary
from .models import Synonyms
from .outbox import mark
from .retagging import read_again

# Of these the page itself may not have been saved, which writes the database's own index.
UNSAVED = (EMBARGO, EXPIRY, RESTRICTION, UNPUBLISHED)
TERMS = (Chapter, Challenge, Recommendation, TargetGroup, MemberState)
OF_RECORD: tuple[type[Model], ...] = (Body, Organization)


class Term(Protocol):
    @property
    def contributions(self) -> QuerySet[ContributionPage]: ...


def publication_changed(
    events: list[PublicationEvent], pages: Sequence[Page], **kwargs: object
) -> None:
    """`pages` is empty for what a page above them went through."""
    ids = {event.page_id for event in events}
    mark(ids)
    read_again(event.page_id for event in events if event.way in UNSAVED)
    vocabulary.forget()
    if any(page.specific_class is MeetingPage for page in pages) or (
        not pages and MeetingPage.objects.filter(pk__in=ids).exists()
    ):
        choices.forget()
        _mark_records(RecordPage.objects.filter(meeting__in=ids))  # they are found by its slug


def texts_changed(document_ids: list[int], **kwargs: object) -> None:
    """Of files: the pages that name them."""
    type_of = ContentType.objects.get_for_model(get_document_model())
    named = ReferenceIndex.objects.filter(
        to_content_type=type_of,
        to_object_id__in=list(map(str, document_ids)),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    ids = map(int, named.values_list("object_id", flat=True).distinct())
    pages = ContributionPage.objects.filter(pk__in=ids).order_by()
    page_ids = list(pages.values_list("pk", flat=True))
    mark(page_ids)
    read_again(page_ids)


def term_changed(instance: Term, **kwargs: object) -> None:
    """A term's key, verification or name is part of the documents of its contributions."""
    mark(instance.contributions.order_by().values_list("pk", flat=True))


def body_or_organization_changed(instance: Body | Organization, **kwargs: object) -> None:
    _mark_records(instance.records.all())


def _mark_records(records: QuerySet[RecordPage]) -> None:
    mark(records.order_by().values_list("pk", flat=True))


def membership_changed(instance: RegionMembership, **kwargs: object) -> None:
    pages = ContributionPage.objects.filter(state_id=instance.state_id)
    mark(pages.order_by().values_list("pk", flat=True))


def region_changed(instance: Region, **kwargs: object) -> None:
    pages = ContributionPage.objects.filter(state__regions=instance)
    mark(pages.order_by().values_list("pk", flat=True))


def connect() -> None:
    signals.publication_changed.connect(publication_changed)
    work.texts_changed.connect(texts_changed, sender=FileText)
    _on_change(RegionMembership, membership_changed)
    post_save.connect(region_changed, sender=Region)
    for model in TERMS:
        post_save.connect(term_changed, sender=model)
        # Before the deletion: afterwards nobody knows who carried the term.
        pre_delete.connect(term_changed, sender=model)
        _on_change(model, choices.forget)
    for owner in OF_RECORD:
        post_save.connect(body_or_organization_changed, sender=owner)
        _on_change(owner, choices.forget)
    _on_change(MemberState, state_names.forget)
    _on_change(Region, choices.forget)
    _on_change(Synonyms, synonyms.forget)
    _on_change(Synonyms, public_changes.note)
    for signal in (pre_save, post_save, pre_delete):
        signal.connect(retagging.label_changes, sender=ConceptLabel)
        signal.connect(retagging.concept_changes, sender=Concept)
    _on_change(Concept, retagging.changed)
    _on_change(ConceptLabel, retagging.changed)


def _on_change(model: type[Model], handler: Callable[..., None]) -> None:
    for signal in (post_save, post_delete):
        signal.connect(handler, sender=model)
