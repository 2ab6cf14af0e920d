"""Error pages: an outage of database, disk or bucket passes, a fault stays."""

import errno
import sys

from django.http import HttpResponse
from django.template import loader

from common.outages import DATABASE_AWAY
from uploads.storage import StorageUnavailableError

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
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return True
    return isinstance(error, (*DATABASE_AWAY, StorageUnavailableError))
