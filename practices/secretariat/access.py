"""The door of the Secretariat's pages in the admin."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from practices import permissions


def officers_only(view):
    @wraps(view)
    def guarded(request, **kwargs):
        if not permissions.is_secretariat(request.user):
            raise PermissionDenied
        return view(request, **kwargs)

    return guarded
