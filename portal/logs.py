"""JSON log lines, each with the id of its request."""

import logging
import re
import time
import uuid
from contextvars import ContextVar

from django.http import HttpResponse

from common.localized_urls import bare_path

HEADER = "X-Request-ID"
SAFE = re.compile(r"[\w.-]{8,64}", re.ASCII)
QUIET = ("/health/", "/metrics/")  # asked every few seconds
SECRETS = ("token", "uidb64")  # parts of an address that let their bearer in
logger = logging.getLogger("portal.request")
_current = ContextVar("request_id", default="")


class RequestId:
    """First of all middleware: names the request, answers with the name, logs how it went."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        request.id = _accepted(request.headers.get(HEADER, ""))
        token = _current.set(request.id)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = request.id
            self._log(request, response, time.perf_counter() - start)
        finally:
            _current.reset(token)
        return response

    def _log(self, request, response, seconds) -> None:
        level = logging.DEBUG if bare_path(request.path).startswith(QUIET) else logging.INFO
        # As far as it is known already: asking the database here could fail.
        user = getattr(request, "_cached_user", None)
        facts = {
            "method": request.method,
            # Without the query: what people search for is theirs.
            "path": masked(request.path, request),
            "status": response.status_code,
            "milliseconds": round(seconds * 1000, 1),
            "user_id": getattr(user, "pk", None),
        }
        logger.log(level, "request", extra=facts)


def masked(text, request) -> str:
    """The text without what would let a reader of the log in: keys of invitations and links."""
    match = getattr(request, "resolver_match", None)
    for name in SECRETS:
        if match and (secret := match.kwargs.get(name)):
            text = text.replace(secret, "…")
    return text


def _accepted(wish) -> str:
    """The name the proxy gave, if it can do no harm in a log."""
    return wish if SAFE.fullmatch(wish) else uuid.uuid4().hex


class WithRequestId(logging.Filter):
    def filter(self, record) -> bool:
        # Django logs a 404 when the middleware is done; such lines carry the request itself.
        request = getattr(record, "request", None)
        record.request_id = _current.get() or getattr(request, "id", "")
        if request is not None:
            record.msg, record.args = masked(record.getMessage(), request), ()
        return True
