"""Answer to a request with a CSRF token that no longer holds: what was typed comes back."""

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.views.csrf import csrf_failure as refuse

from .signed_out import STEP, writer_of
from .views import step_again


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A step of the form comes back with what was typed, to be sent again; nothing is saved."""
    match = _match(request)
    is_step = match is not None and match.view_name == STEP
    if is_step and request.user.is_authenticated and writer_of(request.POST) == request.user.pk:
        return step_again(request, **match.kwargs)
    return refuse(request, reason=reason)


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None
