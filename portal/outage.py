"""What a visitor sees when something broke: an outage of database or disk passes, a fault stays."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader

SECONDS = "30"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def failed(request) -> HttpResponse:
    """handler500. Called while the error is being handled, so that its kind can be told apart."""
    outage = _passes(sys.exc_info()[1])
    page = loader.get_template("503.html" if outage else "500.html").render()
    response = HttpResponse(page, status=503 if outage else 500)
    if outage:
        response["Retry-After"] = SECONDS
    return response


def _passes(error) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return isinstance(error, OperationalError | InterfaceError)
