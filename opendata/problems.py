"""Errors as RFC 9457 asks for them: a JSON object that says in plain words what was wrong."""

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse

PROBLEM_JSON = "application/problem+json"


def problem(status, detail, **more) -> HttpResponse:
    body = {"title": HTTPStatus(status).phrase, "status": status, "detail": str(detail), **more}
    return JsonResponse(body, status=status, content_type=PROBLEM_JSON)
