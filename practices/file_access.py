"""Which files are public: an annex only while a page of its own State carries it."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from .querysets import contributed_types, published


def is_public(file) -> bool:
    """Whether a page the public may see refers to the document or image.

    Of a State's file, only what that State shares: a reference on another State's page, on one of
    the Secretariat or on an entry of the Commission's record does not make it public.
    """
    references = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    page_ids = [int(pk) for pk in references.values_list("object_id", flat=True)]
    pages = Page.objects.filter(pk__in=page_ids)
    if _belongs_to_a_state(file):
        collection = file.collection_id
        of_state = Q(
            contributionpage__state__file_collection__collection=collection,
            content_type__in=contributed_types(),
        )
        of_state |= Q(statepage__state__file_collection__collection=collection)
        pages = pages.filter(of_state)
    return published(pages).exists()


def goes_with(owner_id: int | None, state_id: int | None) -> bool:
    """Whether a file is public with a public page: that of a State only with what it shares.

    Of the file the State in whose collection it lies, of the page the one that it belongs to.
    """
    return owner_id is None or owner_id == state_id


def _belongs_to_a_state(file) -> bool:
    return hasattr(file.collection, "file_state")
