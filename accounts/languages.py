"""The language of a person: of the guided form, the account pages and the mails of the portal.

It is the language of Wagtail's user profile, so that the admin speaks it as well.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractBaseUser, User
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.users.models import UserProfile

from common.http import ACCOUNT, FORM
from common.localized_urls import bare_path, localized


def language_of(user: AbstractBaseUser) -> str:
    """The code of an interface language; English for a person who has chosen none."""
    profile = getattr(user, "wagtail_userprofile", None)
    return _known(profile.preferred_language if profile else "")


def keep_language(user: AbstractBaseUser, code: str) -> None:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": _known(code)})


def in_their_languages(people: Iterable[User]) -> Iterator[list[User]]:
    """Those who share a language, while it is active: a text is translated once for them all."""
    readers = list(people)
    prefetch_related_objects(readers, "wagtail_userprofile")
    with_language = sorted((language_of(person), person.pk, person) for person in readers)
    for code, group in groupby(with_language, key=lambda found: found[0]):
        with translation.override(code):
            yield [person for _code, _pk, person in group]


def _known(code: str) -> str:
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


@require_POST
@never_cache
@login_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keeps the language and leads back to the page in it."""
    code = _known(request.POST.get("language", ""))
    keep_language(request.user, code)
    path = bare_path(request.POST.get("next", ""))
    return redirect(localized(path if path.startswith((FORM, ACCOUNT)) else ACCOUNT, code))


class PersonsLanguage:
    """Pages for people who sign in speak the person's language where the URL names none.

    Only addresses below the prefix of a language are in it, so that a reader is led there; what is
    sent stays where it was sent to.
    """

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_theirs = request.path.startswith((FORM, ACCOUNT)) and request.user.is_authenticated
        if is_theirs and request.method in ("GET", "HEAD"):
            address = localized(request.get_full_path(), language_of(request.user))
            if address != request.get_full_path():
                return redirect(address)
        return self.get_response(request)
