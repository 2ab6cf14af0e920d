"""Which files are public: an annex only while a page of its own State carries it."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from .querysets import published


def is_public(file) -> bool:
    """Whether a page the public may see refers to the document or image.

    Of a State's file, only a page of that State: a reference on another State's page, or on a page
    of the Secretariat that one officer publishes, does not make it public.
    """
    references = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    page_ids = [int(pk) for pk in references.values_list("object_id", flat=True)]
    pages = Page.objects.filter(pk__in=page_ids)
    if _belongs_to_a_state(file):
        collection = file.collection_id
        of_state = Q(contributionpage__state__file_collection__collection=collection)
        of_state |= Q(statepage__state__file_collection__collection=collection)
        pages = pages.filter(of_state)
    return published(pages).exists()


def _belongs_to_a_state(file) -> bool:
    return hasattr(file.collection, "file_state")
