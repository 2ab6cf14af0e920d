"""Access to the guided form: signed in, and only to contributions of one's own State."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from practices.models import ContributionPage, StatePage

from .signed_out import sign_in_first


def contributors_only(view) -> Callable:
    """For people who may begin a contribution somewhere."""

    @wraps(view)
    def guarded(request, **kwargs) -> HttpResponse:
        if not StatePage.objects.of(request.user).exists():
            raise PermissionDenied(_("You are not a focal point of a Member State."))
        return view(request, **kwargs)

    return never_cache(sign_in_first(guarded))


def own_page(view) -> Callable:
    """Hands the view the page of the address; another State's page is not found."""

    @wraps(view)
    def guarded(request, page_id, **kwargs) -> HttpResponse:
        pages = ContributionPage.objects.of(request.user).joined()
        return view(request, get_object_or_404(pages, pk=page_id).as_joined, **kwargs)

    return never_cache(sign_in_first(guarded))
