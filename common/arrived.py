"""Forms whose words the browser keeps: which of them the portal has taken in."""

from django.http import HttpRequest

KEY = "arrived"


def say_arrived(request: HttpRequest, place: str) -> None:
    """On the next page the browser erases what it kept under `place` (static/portal/kept.js)."""
    request.session[KEY] = [*request.session.get(KEY, []), place]


def take_arrived(request: HttpRequest) -> list[str]:
    return list(request.session.pop(KEY, []))
