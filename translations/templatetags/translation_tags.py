"""Texts in the visitor's language, on the page of a contribution and in lists."""

from collections.abc import Iterable

from django import template
from django.template.context import RequestContext

from practices.models import ContributionPage
from translations import lists, shown

register = template.Library()


@register.simple_tag(takes_context=True)
def shown_text(context: RequestContext, page: ContributionPage) -> shown.Text:
    """`?text=` asks for the original or for another language; a preview is of the original."""
    request = context.get("request")
    if context.get("is_preview") or getattr(request, "is_preview", False):
        return shown.original(page)
    return shown.text_of(page, request.GET.get("text", "") if request else "")


@register.simple_tag
def listed_texts(pages: Iterable[ContributionPage]) -> dict[int, lists.Listed]:
    return lists.in_interface_language([page.pk for page in pages])
