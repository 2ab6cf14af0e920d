"""Pages of the last resort."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.views.defaults import server_error as stock

RETRY_SECONDS = 10


def server_error(request):
    """500; or 503 when it is the database that does not answer, which passes by itself."""
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return stock(request)
    page = loader.get_template("503.html").render()
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_SECONDS)})
