"""Who may download a document: an annex is public only while a page that carries it is."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from .querysets import published


def refuse_unpublished(document, request):
    """A Wagtail hook: 404 unless a published page refers to it, or the user may edit it."""
    if not (is_public(document) or may_edit(request.user, document)):
        raise Http404


def is_public(document):
    """Whether any page the public may see refers to the document."""
    references = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    page_ids = [int(pk) for pk in references.values_list("object_id", flat=True)]
    return published(Page.objects.filter(pk__in=page_ids)).exists()


def may_edit(user, document):
    """Whoever may change a file may see it: of a draft, the own State and the Secretariat."""
    policy = policy_registry.get_by_type(type(document))
    return policy.user_has_permission_for_instance(user, "change", document)
