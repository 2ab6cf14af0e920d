"""Limit, CORS and plain errors for all URLs that programs read."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from common.localized_urls import bare_path
from opendata.languages import speaking
from opendata.throttle import Allowance

from . import signposting
from .problems import problem
from .throttle import spend

API = "/api/"
OAI = "/oai/"
EXPORTS = ("/search/export.", "/open-data/dump/")
PAGES = ("/practices/", "/strategies/")  # where /id/ leads to
PLACES = (API, *EXPORTS, "/open-data/", "/search/feed/", OAI, "/id/", "/.well-known/api-catalog")
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, Content-Language, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, "
        "Retry-After, X-Total-Count"
    ),
}


class OpenData:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        if not bare_path(request.path).startswith(PLACES):
            return self.get_response(request)
        allowance = _allowance(request)
        response = self._answer(request, allowance)
        patch_vary_headers(response, ["Accept", "Accept-Language"])
        for name, value in (CORS | allowance.headers).items():
            response[name] = value
        return response

    def _answer(self, request, allowance) -> HttpResponse:
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return _preflight()
        if allowance.is_spent:
            return _wait(request, allowance.seconds_left)
        return _read(request, self.get_response)


class Signposts:
    """A page tells programs of other sites, too, how to cite it and where its facts are."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        response = self.get_response(request)
        return _signpost(response) if bare_path(request.path).startswith(PAGES) else response


def _signpost(response) -> HttpResponse:
    page = (getattr(response, "context_data", None) or {}).get("page")
    response["Access-Control-Allow-Origin"] = "*"  # without cookies, so what visitors see
    response["Access-Control-Expose-Headers"] = "Link, ETag"
    if response.status_code == 200 and hasattr(page, "address_prefix"):
        response["Link"] = signposting.of_page(page)
    return response


def _allowance(request) -> Allowance:
    if bare_path(request.path).startswith(EXPORTS):
        return spend(request, "export", settings.OPEN_DATA_EXPORTS)
    return spend(request, "read", settings.OPEN_DATA_REQUESTS)


def _wait(request, seconds) -> HttpResponse:
    # OAI-PMH knows 503 only (its section 3.1.2.2): a 429 ends the harvest.
    status = 503 if bare_path(request.path).startswith(OAI) else 429
    with speaking(request):
        return problem(status, _("Too many requests. Try again in %d seconds.") % seconds)


def _preflight() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def _read(request, get_response) -> HttpResponse:
    """HEAD is answered as GET; the server leaves the body out. Errors of the API are problems."""
    asked = request.method
    if asked == "HEAD":
        request.method = "GET"
    response = get_response(request)
    request.method = asked
    if bare_path(request.path).startswith(API) and _is_bare_error(response):
        with speaking(request):
            response = _as_problem(response)
    if hasattr(request, "answered_in"):
        response["Content-Language"] = request.answered_in
    return response


def _is_bare_error(response) -> bool:
    return response.status_code >= 400 and "problem" not in response["Content-Type"]


def _as_problem(response) -> HttpResponse:
    texts = {404: _("There is nothing at this address."), 405: _("Only reading is possible here.")}
    answer = problem(response.status_code, texts.get(response.status_code, response.reason_phrase))
    if "Allow" in response:
        answer["Allow"] = response["Allow"]
    return answer
