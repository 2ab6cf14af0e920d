"""The door of the Secretariat's pages in the admin."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from practices import permissions

SAFE = {"GET", "HEAD", "OPTIONS"}


def officers_only(view):
    """Superusers may read these pages, and do nothing there."""

    @wraps(view)
    def guarded(request, **kwargs):
        allowed = permissions.may_look if request.method in SAFE else permissions.is_secretariat
        if not allowed(request.user):
            raise PermissionDenied
        return view(request, **kwargs)

    return guarded
