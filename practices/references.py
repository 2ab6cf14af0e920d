"""References of a contribution to files and pages: its own State's, or public ones."""

import re
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from .content import DOCUMENT_LISTS
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
    for name, files in _files(page):
        if files and not _are_allowed(files, page):
            yield name, _not_its_own(page)
    earlier = getattr(page, "supersedes", None)
    if earlier and not _is_allowed_page(page, earlier.pk):
        yield "supersedes", _("Choose a strategy of the same State.")


def _not_its_own(page: Page) -> str:
    if page.is_contributed:
        return _("This file belongs to another State. Upload it here instead.")
    return _("This file belongs to a State and is not public. Upload one for the record instead.")


def _files(page: Page) -> Iterator[tuple[str, list]]:
    for name in DOCUMENT_LISTS:
        rows = getattr(page, name).all() if hasattr(page, name) else ()
        yield name, [row.document for row in rows if row.document]
    yield "images", [row.image for row in page.images.all()]
    if getattr(page, "document_id", None):  # a strategy
        yield "document", [page.document]


def _are_allowed(files: list, page: Page) -> bool:
    collection = state_collection(page.belongs_to).pk
    return all(_is_allowed_file(file, collection) for file in files)


def _is_allowed_file(file, collection_id: int) -> bool:
    return file.collection_id == collection_id or is_public(file)


def _is_allowed_page(page: Page, target_id: int) -> bool:
    """Of the record nothing but what is public: drafts would show their addresses."""
    homes = Page.objects.filter(statepage__isnull=False, statepage__state=page.belongs_to)
    home = homes.first() if page.is_contributed else None
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
    return document is not None and _is_allowed_file(document, state_collection(page.belongs_to).pk)


def refuse_foreign(page: Page) -> None:
    for _field, sentence in foreign(page):
        raise ForeignReferenceError(sentence)
