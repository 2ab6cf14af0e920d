"""References of a contribution to files and pages: its own State's, or public ones."""

import re
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from .file_access import is_public
from .file_collections import state_collection
from .querysets import published

# As common.sanitise writes it: a link of Wagtail's to a page or document, by number.
LINK = re.compile(r"""<a\b(?:"[^"]*"|'[^']*'|[^"'>])*>""")
KIND = re.compile(r'linktype="(page|document)"')
NUMBER = re.compile(r'\bid="(\d+)"')


class ForeignReferenceError(PermissionDenied):
    """The text refers to something of another State that is not public."""


def foreign(page: Page) -> Iterator[tuple[str, str]]:
    """(field, sentence) for each reference that is neither the State's own nor public."""
    collection = state_collection(page.state).pk
    for name, files in _files(page):
        if any(not _is_allowed_file(file, collection) for file in files):
            yield name, _("This file belongs to another State. Upload it here instead.")
    earlier = getattr(page, "supersedes", None)
    if earlier and not _is_allowed_page(page, earlier.pk):
        yield "supersedes", _("Choose a strategy of the same State.")


def _files(page: Page) -> Iterator[tuple[str, list]]:
    yield "annexes", [row.document for row in page.annexes.all()]
    yield "images", [row.image for row in page.images.all()]
    if getattr(page, "document_id", None):  # a strategy
        yield "document", [page.document]


def _is_allowed_file(file, collection_id: int) -> bool:
    return file.collection_id == collection_id or is_public(file)


def _is_allowed_page(page: Page, target_id: int) -> bool:
    homes = Page.objects.filter(statepage__isnull=False, statepage__state=page.state)
    home = homes.first()
    targets = Page.objects.filter(pk=target_id)
    own = home is not None and targets.descendant_of(home, inclusive=True).exists()
    return own or published(targets).exists()


def without_foreign_links(page: Page, html: str) -> str:
    """Rich text in which links to what is neither the State's own nor public lead nowhere."""

    def checked(match: re.Match) -> str:
        tag = match[0]
        kind, number = KIND.search(tag), NUMBER.search(tag)
        if not kind or not number:
            return tag
        allowed = _is_allowed_document if kind[1] == "document" else _is_allowed_page
        return tag if allowed(page, int(number[1])) else "<a>"

    return LINK.sub(checked, html)


def _is_allowed_document(page: Page, pk: int) -> bool:
    document = get_document_model().objects.filter(pk=pk).first()
    return document is not None and _is_allowed_file(document, state_collection(page.state).pk)


def refuse_foreign(page: Page) -> None:
    for _field, sentence in foreign(page):
        raise ForeignReferenceError(sentence)
