"""Contributions to be read again: saved, or a label of a concept or the text of a file changed.

The index worker reads them anew by itself for Elasticsearch; here it is the database's own index,
in which a label of many contributions would take longer than a request may: most wait for the
worker, or without one for the next minute.
"""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError
from django.db.models import Model
from django.utils import timezone
from wagtail.search import index

from common.stems import words_of
from practices.models import ContributionPage
from taxonomy import concepts
from taxonomy.models import Concept, ConceptLabel

from .engines.database_ranks import ids_holding
from .models import PageToRetag
from .outbox import mark

logger = logging.getLogger(__name__)

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
    """Soon: what the database's own index holds of these pages is not what it should."""
    now = timezone.now()
    rows = [PageToRetag(page_id=pk, marked_at=now) for pk in dict.fromkeys(page_ids)]
    # A row that is there is locked: who reads it again meanwhile leaves it for another time.
    PageToRetag.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["page_id"], update_fields=["marked_at"]
    )


def retag(most: int = BATCH) -> int:
    """Write some contributions to the index again; the number of them."""
    marked = dict(
        PageToRetag.objects.order_by("page_id").values_list("page_id", "marked_at")[:most]
    )
    for page in ContributionPage.objects.filter(pk__in=marked).specific():
        _write(page)
    for page_id, marked_at in marked.items():
        PageToRetag.objects.filter(page_id=page_id, marked_at=marked_at).delete()
    return len(marked)


def _write(page: ContributionPage) -> None:
    try:
        index.insert_or_update_object(page)
    except DatabaseError:
        raise  # tried again
    except Exception:  # whatever is wrong with this page, the others go on
        logger.exception("Page %s cannot be written to the database's index.", page.pk)


def _stored(instance: Model, name: str) -> Iterable[str]:
    found = type(instance)._default_manager.filter(pk=instance.pk)
    return found.values_list(name, flat=True)


def _mark(page_ids: list[int]) -> None:
    mark(page_ids)
    read_again(page_ids)
