"""Open calls for contributions in the guided form."""

from django import template

from commission import answering

register = template.Library()


@register.inclusion_tag("commission/includes/open_calls.html", takes_context=True)
def open_calls(context) -> dict:
    return {"calls": answering.open_calls(context["request"].user)}
