"""What pages of the record show beside their own columns."""

from django import template
from django.template.context import Context

from commission.document_list import DocumentList
from commission.document_page import AboutDocument
from commission.models import BodyRecommendationPage, DocumentPage, MeetingPage, RecordPage
from commission.standing import Standing, standings

register = template.Library()


@register.simple_tag
def about_document(page: DocumentPage) -> AboutDocument:
    """The same for every block of one page, so that nothing is read twice."""
    return page.__dict__.setdefault("about", AboutDocument(page))


@register.simple_tag(takes_context=True)
def document_list(context: Context) -> DocumentList:
    """Narrowed by the address of the request."""
    return DocumentList(context["request"].GET)


@register.simple_tag
def standing_of(page: BodyRecommendationPage) -> Standing:
    """The same for every block of one page."""
    found: Standing = page.__dict__.setdefault("_standing", standings([page])[0])
    return found


@register.simple_tag
def public_meeting(page: RecordPage) -> MeetingPage | None:
    """The meeting of the record, if visitors may read it."""
    return page.public_meeting
