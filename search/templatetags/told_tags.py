"""What is on record about a Member State beside what it has shared."""

from django import template

from commission.models import BodyRecommendationPage, Reply
from practices.models import ContributionPage
from search.told import DOCUMENTS, PLEDGED, SAID, Told
from taxonomy.models import MemberState

register = template.Library()


@register.inclusion_tag("search/includes/told_of_state.html")
def told_of_state(state: MemberState) -> dict[str, object]:
    pages = ContributionPage.objects.filter(state=state)
    recommendations = BodyRecommendationPage.objects.published().order_by().values("pk")
    replies = Reply.objects.filter(state=state, page__in=recommendations)
    return {
        "told": Told(pages, {"state": state.code}, (PLEDGED, SAID, DOCUMENTS)),
        "replies": replies.select_related("page__meeting").order_by("-year", "pk"),
    }
