"""Workshops of a Member State, as far as everybody may know of them."""

from django import template

from taxonomy.models import MemberState
from workshops.models import Workshop

register = template.Library()


@register.inclusion_tag("workshops/public/of_state.html")
def workshops_of_state(state: MemberState) -> dict[str, object]:
    return {"workshops": Workshop.objects.public().filter(state=state)}
