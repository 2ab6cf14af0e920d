"""Turns a checked row into a published page, or brings the page it made before up to date."""

import hashlib
import json
from typing import TYPE_CHECKING

from anyascii import anyascii
from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from practices import file_collections, publication
from practices.models import Annex, Link, StatePage
from uploads import accept_document, names

from .columns import items

if TYPE_CHECKING:
    from practices.models.practice import PracticePage

NOT_FIELDS = {"id", "state", "links", "source", "annexes", "first_published"}
SLUG_LENGTH = 80


def digest(row) -> str:
    """Fingerprint of a row as it stood in the file: an unchanged row needs no work."""
    text = json.dumps(row, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class NoPlaceError(Exception):
    """There is no page below which the row would stand; the message says what helps."""


class WithdrawnError(Exception):
    """The State has withdrawn the contribution; an import does not make it public again."""


def _refuse_withdrawn(page, outcome) -> None:
    """Samples pass: no State has given or taken back its word on them."""
    if outcome != "updated" or page.live or page.is_sample or page.first_published_at is None:
        return
    raise WithdrawnError(
        _("“%s” was withdrawn; it becomes public again through the review only. Leave it out.")
        % page.title
    )


class Checker:
    """Takes the place of the Writer on a dry run: it looks, and locks nothing."""

    def write(self, model, data, fingerprint) -> str:
        _place_of(data["state"])
        page = _page_of(model, data)
        outcome = _outcome(page, fingerprint)
        _refuse_withdrawn(page, outcome)
        return outcome


def _page_of(model, data) -> "PracticePage | None":
    return model.objects.filter(import_key=data["id"]).first()


def _outcome(page, fingerprint) -> str:
    if page is None:
        return "created"
    return "unchanged" if page.import_digest == fingerprint else "updated"


def _place_of(state) -> StatePage:
    page = StatePage.objects.filter(state=state).first()
    if page is None:
        name = state or _("International and regional")
        raise NoPlaceError(_("“%s” has no page yet: run prepare_portal first.") % name)
    return page


class Writer:
    """Writes rows below the pages of the Member States; keeps those pages at hand.

    Import files name annexes but do not hold them: without `annex_file`, the content to give each,
    none is made.
    """

    def __init__(self, is_sample=False, user=None, annex_file=None) -> None:
        self.is_sample, self.user, self.annex_file = is_sample, user, annex_file
        if annex_file:  # looked at once: it is the same for all
            accept_document(ContentFile(annex_file, "annex.pdf"))
        self.way = publication.DEMONSTRATION if is_sample else publication.IMPORT
        self.parents = {}

    def write(self, model, data, fingerprint) -> str:
        """Returns "created", "updated" or "unchanged"."""
        page = _page_of(model, data)
        outcome = _outcome(page, fingerprint)
        if outcome == "unchanged":
            return outcome
        _refuse_withdrawn(page, outcome)
        parent = self._parent(data["state"])
        if page is None:
            page = model(import_key=data["id"], is_sample=self.is_sample, live=False)
            self._fill(page, data, fingerprint)
            add_below(parent, page)
        else:
            self._move(page, parent)  # first, because moving reads the page again
            self._fill(page, data, fingerprint)
        # The named exception to the review: an officer runs the import; the trail says so.
        page.save_and_publish(self.user, self.way)
        return outcome

    def _fill(self, page, data, fingerprint) -> None:
        for name, value in data.items():
            if name not in NOT_FIELDS:
                setattr(page, name, value)
        page.draft_title, page.import_digest = page.title, fingerprint
        page.links = [Link(**link) for link in _links(data)]
        if data["first_published"]:
            page.first_published_at = data["first_published"]
        if self.annex_file:
            page.annexes = [self._annex(title, data["state"]) for title in items(data["annexes"])]

    def _annex(self, title, state) -> Annex:
        file = ContentFile(self.annex_file, names.titled(title, "annex.pdf"))
        file.accepted = True
        document = get_document_model()(
            title=title[:255],
            file=file,
            file_size=file.size,
            collection=file_collections.state_collection(state),
        )
        document.save()
        return Annex(title=title[:255], document=document)

    def _move(self, page, parent) -> None:
        if page.get_parent().pk != parent.pk:
            if parent.get_children().filter(slug=page.slug).exists():
                page.slug = _free_slug(parent, page.slug)
                page.save()  # before the move, which refuses a slug that is taken
            page.move(parent, pos="last-child", user=self.user)
            page.refresh_from_db()

    def _parent(self, state) -> StatePage:
        key = state.pk if state else None
        if key not in self.parents:
            self.parents[key] = _place_of(state)
        return self.parents[key]


def add_below(parent, page) -> None:
    slug = slugify(anyascii(page.title))[:SLUG_LENGTH].strip("-") or "contribution"
    page.slug = _free_slug(parent, slug)
    parent.add_child(instance=page)


def _links(data) -> list:
    source = [{"title": data["source"][:255], "url": data["source"]}] if data["source"] else []
    return data["links"] + source


def _free_slug(parent, slug) -> str:
    taken = set(parent.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    candidate, number = slug, 2
    while candidate in taken:
        candidate, number = f"{slug}-{number}", number + 1
    return candidate
