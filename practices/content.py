"""What a State clears: the content of a revision without Wagtail's bookkeeping."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from common.digests import digest_of

# Of the fields every page has, these reach the public.
SHOWN = {"title", "slug", "seo_title", "search_description"}
OTHER = {"pk", "page_ptr", "contributionpage_ptr", "import_key", "import_digest"}
IDENTITY = {"pk", "page", "segment", "sort_order"}  # of a row: itself, what it stands in, where


def content_of(data) -> dict:
    """The part of a revision's content that a reader could see, and the contact behind it."""
    # A revision just made holds dates, one read from the database their text.
    data = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    hidden = ({field.name for field in Page._meta.local_fields} - SHOWN) | OTHER
    hidden.add("wagtail_admin_comments")
    if "certainty" not in data:  # all but an entry of the record, of which a field says it
        hidden.add("state")
    return {name: _plain(value) for name, value in data.items() if name not in hidden}


def _plain(value) -> Any:
    """Rows of a list keep their order and lose their keys; chosen terms have no order.

    Browsers send line ends as CR LF and leave out blanks at the ends: neither is another text.
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if not isinstance(value, list):
        return value
    if all(isinstance(item, dict) for item in value):
        return [{key: _plain(item[key]) for key in item if key not in IDENTITY} for item in value]
    return sorted(value)


def digest(data) -> str:
    """Hex digest of what a State clears: the content, and the files it names."""
    return digests([data])[0]


def digests(contents) -> list[str]:
    """The same of several contents; the files of all are read at once."""
    named = [files_of(data) for data in contents]
    documents = _file_hashes(get_document_model(), [ids for ids, _images in named])
    images = _file_hashes(get_image_model(), [ids for _documents, ids in named])
    found = []
    for data, files in zip(contents, named, strict=True):
        own = [
            sorted((pk, known[pk]) for pk in ids if pk in known)
            for ids, known in zip(files, (documents, images), strict=True)
        ]
        found.append(digest_of([content_of(data), own]))
    return found


# Where the content of a revision names files: in rows, but for the strategy's own "document".
DOCUMENT_LISTS = ("annexes", "files")  # of any contribution, and of a document of the record
FILE_LISTS = (*DOCUMENT_LISTS, "images", "document")


def files_of(data) -> tuple:
    """Ids of (documents, images) that the content of a revision names."""
    documents = {row["document"] for name in DOCUMENT_LISTS for row in data.get(name) or []}
    documents.add(data.get("document"))
    images = {row["image"] for row in data.get("images") or []}
    return documents - {None}, images - {None}


def _file_hashes(model, ids_of_each) -> dict:
    ids = set().union(*ids_of_each)
    return dict(model.objects.filter(pk__in=ids).values_list("pk", "file_hash")) if ids else {}


def difference(before, after) -> tuple:
    """({field: old}, {field: new}) for what differs between the contents of two revisions."""
    old, new = content_of(before), content_of(after)
    changed = [name for name in new if old.get(name) != new[name]]
    return {name: old.get(name) for name in changed}, {name: new[name] for name in changed}


def revision_that_changed(page, name) -> Revision:
    """The revision in which the field got the value that it has in the newest one."""
    found = None
    for revision in page.revisions.select_related("user").order_by("-created_at", "-pk").iterator():
        if found and revision.content.get(name) != found.content.get(name):
            break
        found = revision
    return found
