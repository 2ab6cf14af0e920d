"""Mails about translations: officers and the State of the text hear of each other's steps."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from practices import permissions
from review import notices
from taxonomy.languages import Language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

    from .models import Translation


def handed_in(translation: "Translation", user: User) -> None:
    _to_officers(
        translation,
        gettext_lazy("Translation to approve: %(title)s"),
        gettext_lazy(
            "The translation of “%(title)s” into %(language)s is ready. "
            "Another officer than its writers reads and approves it."
        ),
        but=user,
    )


def published(translation: "Translation", officer: User) -> None:
    _to_writers(
        translation,
        gettext_lazy("Translation published: %(title)s"),
        gettext_lazy("The translation of “%(title)s” into %(language)s is public now."),
        but=officer,
    )


def sent_back(translation: "Translation", officer: User) -> None:
    _to_writers(
        translation,
        gettext_lazy("Translation sent back: %(title)s"),
        gettext_lazy(
            "The Secretariat asks for changes in the translation of “%(title)s” into "
            "%(language)s:\n\n%(remark)s"
        ),
        but=officer,
    )


def withdrawn(translation: "Translation", user: User) -> None:
    subject = gettext_lazy("Translation withdrawn: %(title)s")
    text = gettext_lazy("The translation of “%(title)s” into %(language)s is no longer public.")
    _to_officers(translation, subject, text, but=user)
    if permissions.belongs_to_a_state(translation.page):
        _to_state(translation, subject, text, but=user)


def outdated(translation: "Translation") -> None:
    _to_writers(
        translation,
        gettext_lazy("Translation outdated: %(title)s"),
        gettext_lazy(
            "“%(title)s” has changed. Its translation into %(language)s stays public and is "
            "marked as outdated, with the passages that have changed."
        ),
    )


def _to_writers(
    translation: "Translation",
    subject: "StrOrPromise",
    text: "StrOrPromise",
    but: User | None = None,
) -> None:
    """The State is told of a translation by the Secretariat as well: it is its text."""
    if permissions.belongs_to_a_state(translation.page):
        _to_state(translation, subject, text, but)
    if not translation.by_state:
        _to_officers(translation, subject, text, but)


def _to_state(
    translation: "Translation",
    subject: "StrOrPromise",
    text: "StrOrPromise",
    but: User | None = None,
) -> None:
    place = [translation.page_id, translation.language]
    address = reverse_lazy("submission_translation", args=place)
    _send(permissions.people_of(translation.page), address, translation, subject, text, but)


def _to_officers(
    translation: "Translation",
    subject: "StrOrPromise",
    text: "StrOrPromise",
    but: User | None = None,
) -> None:
    address = reverse_lazy("translation", args=[translation.pk])
    _send(permissions.officers(), address, translation, subject, text, but)


def _send(
    people: Iterable[User],
    address: "StrOrPromise",
    translation: "Translation",
    subject: "StrOrPromise",
    text: "StrOrPromise",
    but: User | None,
) -> None:
    page = translation.page
    words = {
        "title": page.title,
        "language": Language(translation.language).label,
        "remark": translation.remark,
    }
    others = [person for person in people if person != but]
    notices.send(others, address, page, subject, text, words)
