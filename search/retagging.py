"""Contributions to be read again: a label of a concept was changed, or the text of a file read.

The index worker reads them anew by itself; here it is the database's own index, in which a label
of many contributions would take longer than a request may: most wait for the next minute.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from wagtail.search import index

from common.stems import words_of
from practices.models import ContributionPage
from taxonomy import concepts
from taxonomy.models import Concept, ConceptLabel

from .engines.database_ranks import ids_holding
from .models import PageToRetag
from .outbox import mark

AT_ONCE = 50  # contributions, within the request of an officer
BATCH = 500


def label_changes(instance: ConceptLabel, **kwargs: Any) -> None:
    """Before and after the change: what names the concept by the old label or by the new one."""
    for label in {instance.label, *_stored(instance, "label")}:
        _mark(ids_holding(concepts.stems_of(label, instance.language)))


def concept_changes(instance: Concept, **kwargs: Any) -> None:
    _mark(ids_holding([concepts.word_of(instance.key)]))
    for acronym in instance.acronym_list:
        _mark(ids_holding(words_of(acronym)))


def changed(**kwargs: Any) -> None:
    concepts.forget()
    retag(AT_ONCE)


def read_again(page_ids: Iterable[int]) -> None:
    """In a minute: what the database's own index holds of these pages is not what it should."""
    rows = [PageToRetag(page_id=pk) for pk in page_ids]
    PageToRetag.objects.bulk_create(rows, ignore_conflicts=True)


def retag(most: int = BATCH) -> int:
    """Work out the concepts of some contributions again; the number of them."""
    ids = list(PageToRetag.objects.order_by("page_id").values_list("page_id", flat=True)[:most])
    for page in ContributionPage.objects.filter(pk__in=ids).specific():
        index.insert_or_update_object(page)
    PageToRetag.objects.filter(page_id__in=ids).delete()
    return len(ids)


def _stored(instance: Model, name: str) -> Iterable[str]:
    found = type(instance)._default_manager.filter(pk=instance.pk)
    return found.values_list(name, flat=True)


def _mark(page_ids: list[int]) -> None:
    mark(page_ids)
    read_again(page_ids)
