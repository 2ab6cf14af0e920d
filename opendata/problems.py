"""Errors as RFC 9457 asks for them: a JSON object that says in plain words what was wrong."""

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

PROBLEM_JSON = "application/problem+json"
# RFC 9457 lets titles change with the language, and with nothing else.
TITLES = {
    400: _("Bad request"),
    404: _("Not found"),
    405: _("Method not allowed"),
    406: _("Not acceptable"),
    422: _("Unprocessable content"),
    429: _("Too many requests"),
    500: _("Internal server error"),
    503: _("Service unavailable"),
}


def title_of(status) -> str:
    return str(TITLES.get(status, HTTPStatus(status).phrase))


def problem(status, detail, **more) -> HttpResponse:
    body = {"title": title_of(status), "status": status, "detail": str(detail), **more}
    return JsonResponse(body, status=status, content_type=PROBLEM_JSON)
