"""What a State clears: the content of a revision without Wagtail's bookkeeping."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

# Of the fields every page has, these reach the public.
SHOWN = {"title", "slug", "seo_title", "search_description"}
OTHER = {"pk", "page_ptr", "contributionpage_ptr", "state", "import_key", "import_digest"}
IDENTITY = {"pk", "page", "sort_order"}


def content_of(data) -> dict:
    """The part of a revision's content that a reader could see, and the contact behind it."""
    # A revision just made holds dates, one read from the database their text.
    data = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    hidden = ({field.name for field in Page._meta.local_fields} - SHOWN) | OTHER
    hidden.add("wagtail_admin_comments")
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
    whole = [content_of(data), _file_hashes(data)]
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


# Where the content of a revision names files; rows of the first two, the id itself in the third.
FILE_LISTS = ("annexes", "images", "document")


def files_of(data) -> tuple:
    """Ids of (documents, images) that the content of a revision names."""
    documents = {row["document"] for row in data.get("annexes") or []}
    documents.add(data.get("document"))
    images = {row["image"] for row in data.get("images") or []}
    return documents - {None}, images - {None}


def _file_hashes(data) -> list:
    documents, images = files_of(data)
    return [
        sorted(model.objects.filter(pk__in=ids).values_list("pk", "file_hash")) if ids else []
        for model, ids in ((get_document_model(), documents), (get_image_model(), images))
    ]


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
