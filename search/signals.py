"""Every event that can change what the index must hold, and nothing else: each marks pages."""

from collections.abc import Callable
from typing import Protocol

from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from practices.models import ContributionPage, PracticePage, StrategyPage
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
from .outbox import mark, mark_subtree

TERMS = (Chapter, Challenge, Recommendation, TargetGroup, MemberState)


class Term(Protocol):
    @property
    def contributions(self) -> QuerySet[ContributionPage]: ...


def page_changed(instance: ContributionPage, **kwargs: object) -> None:
    # save() and delete(), so that a page published, unpublished or stored by code is noticed too;
    # the instance may be out of date: only its id is used.
    mark([instance.pk])
    vocabulary.forget()


def page_moved(instance: Page, **kwargs: object) -> None:
    mark_subtree(instance)


def restriction_changed(instance: PageViewRestriction, **kwargs: object) -> None:
    mark_subtree(instance.page)


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
    for page_type in (PracticePage, StrategyPage):
        _on_change(page_type, page_changed)
    post_page_move.connect(page_moved)
    _on_change(PageViewRestriction, restriction_changed)
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
