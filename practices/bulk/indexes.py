"""Wagtail's search and reference indexes for many new rows, in a few statements for all.

Wagtail writes both after each save, one object at a time: half of the time of an import.
"""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, prefetch_related_objects
from modelsearch.backends import get_search_backends
from wagtail.models import ReferenceIndex

from practices.models import ContributionPage

from .tables import BATCH, by_type


def write(instances: Sequence[Model]) -> None:
    """For new instances: neither index knows anything of them."""
    for model, own in by_type(instances).items():
        if issubclass(model, ContributionPage):
            prefetch_related_objects(own, "translations")  # each would ask for its own
        for backend in get_search_backends(with_auto_update=True):
            for start in range(0, len(own), BATCH):
                backend.add_bulk(model, own[start : start + BATCH])
    rows = [row for instance in instances for row in _references(instance)]
    ReferenceIndex.objects.bulk_create(rows, batch_size=BATCH)


def _references(instance: Model) -> list[ReferenceIndex]:
    if not ReferenceIndex.is_indexed(type(instance)):
        return []
    # As ReferenceIndex.create_or_update_for_object(), which asks first what stands there already.
    base = (type(instance)._meta.get_parent_list() or [type(instance)])[-1]
    types = ContentType.objects.get_for_models(type(instance), base, for_concrete_models=False)
    return [
        ReferenceIndex(
            content_type=types[type(instance)],
            base_content_type=types[base],
            object_id=str(instance.pk),
            to_content_type_id=to_type,
            to_object_id=to_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for to_type, to_id, model_path, content_path in sorted(
            set(ReferenceIndex._extract_references_from_object(instance))
        )
    ]
