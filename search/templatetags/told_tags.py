"""What is on record about a Member State beside what it has shared."""

from django import template

from commission.models import Reply
from practices.models import ContributionPage, public_rows
from search.told import DOCUMENTS, PLEDGED, SAID, Told
from taxonomy.models import MemberState

register = template.Library()


@register.inclusion_tag("search/includes/told_of_state.html")
def told_of_state(state: MemberState) -> dict[str, object]:
    pages = ContributionPage.objects.filter(state=state)
    replies = Reply.objects.filter(state=state).order_by("-year", "pk")
    recommendations = public_rows({reply.page_id for reply in replies})
    return {
        "told": Told(pages, {"state": state.code}, (PLEDGED, SAID, DOCUMENTS)),
        "replies": [
            (reply, recommendations[reply.page_id])
            for reply in replies
            if reply.page_id in recommendations
        ],
    }
