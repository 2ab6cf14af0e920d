"""What the scripts that keep words in the browser are told."""

from django import template

from common.arrived import take_arrived

register = template.Library()


@register.simple_tag(takes_context=True)
def arrived(context: template.Context) -> str:
    """Places of forms that have arrived, separated by spaces."""
    return " ".join(take_arrived(context["request"]))
