"""The terms of reuse: the Secretariat's to choose; none are claimed until they are set."""

from django.conf import settings

UNNAMED = (
    "The Secretariat has not yet named the terms of reuse. Each text is the contribution of the "
    "State it names; quote it with the address to cite."
)


def rights() -> str:
    """The terms in one line of English."""
    named = f"{settings.OPEN_DATA_LICENCE_NAME} {settings.OPEN_DATA_LICENCE_URL}".strip()
    return named or UNNAMED
