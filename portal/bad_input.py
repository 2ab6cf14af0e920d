"""Requests that Wagtail's views stumble over: a plain page with 400 or 409 instead of a fault.

Wagtail hands ids and next addresses of a query or a hidden field to the database and to `redirect`
unread. No browser sends wrong ones, but links are cut off, forms are left open for a day, and
scanners try. What our own views stumble over stays a fault: they are ours to mend.
"""

import logging
import traceback

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

log = logging.getLogger(__name__)

IN_USE = (ProtectedError, RestrictedError)
# Where in the libraries it was noticed that a value cannot be what it should be.
UNREADABLE = {
    "django/db/": (ValueError, TypeError, OverflowError, ObjectDoesNotExist, ValidationError),
    "django/urls/": (NoReverseMatch,),
    "django/utils/datastructures.py": (MultiValueDictKeyError,),
    "wagtail/admin/views/": (ValueError,),  # numbers of pages of lists
    "wagtail/contrib/redirects/": (KeyError,),  # the import's second step without its first
    "/json/": (RecursionError,),
}


def answer(request, error) -> HttpResponse | None:
    """The page for it, or None when the fault is the portal's."""
    if not _of_wagtail(request.resolver_match.func):
        return None
    if isinstance(error, IN_USE):
        return _page(request, "409.html", 409, error)
    if isinstance(error, DataError) or _is_unreadable(error):
        return _page(request, "400.html", 400, error)
    return None


def button_only(request, response) -> HttpResponse:
    """Where signing in leads who pressed a button after the session had ended."""
    page = render(request, "405.html", status=405)
    page["Allow"] = response["Allow"]
    return page


def _of_wagtail(view) -> bool:
    return view.__module__.startswith("wagtail.")


def _is_unreadable(error) -> bool:
    place = traceback.extract_tb(error.__traceback__)[-1].filename
    return any(isinstance(error, kinds) for part, kinds in UNREADABLE.items() if part in place)


def _page(request, template, status, error) -> HttpResponse:
    # With the request, the log masks the keys in its address.
    log.warning("refused: %s", request.path, exc_info=error, extra={"request": request})
    return render(request, template, status=status)
