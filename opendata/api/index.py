"""The index of the API: its operations and the other interfaces, each as a link."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from common.http import absolute_url


def links(api) -> Iterator[dict]:
    """An address with braces is a template (RFC 6570): the reader fills them in."""
    described = reverse("api-v1:openapi-json")
    yield _link("service-desc", described, _("The description of this interface (OpenAPI)"))
    yield _link("service-doc", reverse("api-v1:openapi-view"), _("The same for people"))
    root = reverse("api-v1:api-root").rstrip("/")
    for path, view in api.default_router.path_operations.items():
        (operation,) = view.operations
        relation = "self" if path == "/" else "item"
        yield _link(relation, root + path, operation.summary, operation.description)
    yield _link("related", reverse("oai") + "?verb=Identify", _("Harvesting (OAI-PMH)"))
    yield _link("related", reverse("search_feed"), _("Feed of what is new"))
    yield _link("related", reverse("open_data"), _("All contributions as files"))


def _link(relation: str, path: str, title: str, description: str = "") -> dict:
    address = absolute_url(path)
    return {
        "rel": relation,
        "href": address,
        "templated": "{" in address,
        "title": str(title),
        "description": str(description),
    }
