"""Every event that can change what the index must hold, and nothing else: each marks pages."""

from collections.abc import Callable
from typing import Protocol

from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete

from practices import signals
from practices.models import ContributionPage, PublicationEvent
from taxonomy import state_names
from taxonomy.models import (
    Challenge,
    Chapter,
    MemberState,
    Recommendation,
    Region,
    RegionMembership,
    TargetGroup,
)

from . import choices, synonyms, vocabulary
from .models import Synonyms
from .outbox import mark

TERMS = (Chapter, Challenge, Recommendation, TargetGroup, MemberState)


class Term(Protocol):
    @property
    def contributions(self) -> QuerySet[ContributionPage]: ...


def publication_changed(events: list[PublicationEvent], **kwargs: object) -> None:
    mark(event.page_id for event in events)
    vocabulary.forget()


def term_changed(instance: Term, **kwargs: object) -> None:
    """A term's key, verification or name is part of the documents of its contributions."""
    mark(instance.contributions.order_by().values_list("pk", flat=True))


def membership_changed(instance: RegionMembership, **kwargs: object) -> None:
    pages = ContributionPage.objects.filter(state_id=instance.state_id)
    mark(pages.order_by().values_list("pk", flat=True))


def region_changed(instance: Region, **kwargs: object) -> None:
    pages = ContributionPage.objects.filter(state__regions=instance)
    mark(pages.order_by().values_list("pk", flat=True))


def connect() -> None:
    signals.publication_changed.connect(publication_changed)
    _on_change(RegionMembership, membership_changed)
    post_save.connect(region_changed, sender=Region)
    for model in TERMS:
        post_save.connect(term_changed, sender=model)
        # Before the deletion: afterwards nobody knows who carried the term.
        pre_delete.connect(term_changed, sender=model)
        _on_change(model, choices.forget)
    _on_change(MemberState, state_names.forget)
    _on_change(Region, choices.forget)
    _on_change(Synonyms, synonyms.forget)


def _on_change(model: type[Model], handler: Callable[..., None]) -> None:
    for signal in (post_save, post_delete):
        signal.connect(handler, sender=model)
