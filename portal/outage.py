"""What a visitor sees when something broke: an outage of the database passes, a fault does not."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader

SECONDS = "30"


def failed(request):
    """handler500. Called while the error is being handled, so that its kind can be told apart."""
    outage = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    page = loader.get_template("503.html" if outage else "500.html").render()
    response = HttpResponse(page, status=503 if outage else 500)
    if outage:
        response["Retry-After"] = SECONDS
    return response
