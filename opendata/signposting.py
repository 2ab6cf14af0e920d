"""Signposting: Link headers that lead programs from a page to its identifier, forms and versions.

The relations are those of RFC 8574 (cite-as), RFC 5829 (versions) and RFC 6903 (type).
"""

from django.conf import settings
from django.urls import reverse

from common.http import absolute_url

from . import jsonld
from .addresses import identifier, public_url, version_identifier
from .exports.references import FILE_FORMATS
from .models import PublicVersion

MEDIA_TYPES = {name: file_format.media_type for name, file_format in FILE_FORMATS.items()} | {
    "jsonld": jsonld.LD_JSON
}


def of_page(page, described: bool = False) -> str:
    """The header of a page and of its identifier; of what describes the page if `described`."""
    links = [_link(identifier(page.pk), "cite-as")]
    if described:
        links.append(_link(public_url(page), "describes", "text/html"))
    else:
        links += described_by(page.pk)
        links.append(_link(f"{jsonld.SCHEMA}/{jsonld.type_of(page)}", "type"))
    if settings.OPEN_DATA_LICENCE_URL:
        links.append(_link(settings.OPEN_DATA_LICENCE_URL, "license"))
    latest = PublicVersion.objects.filter(page_id=page.pk).order_by("-number").first()
    if latest:
        links.append(_link(version_identifier(page.pk, latest.number), "latest-version"))
    return ", ".join(links)


def described_by(page_id: int) -> list[str]:
    return [
        _link(absolute_url(reverse("reference", args=[page_id, name])), "describedby", media_type)
        for name, media_type in MEDIA_TYPES.items()
    ]


def of_version(page, number: int, numbers: list[int]) -> str:
    """The header of one version; it is cited by its own address."""

    def link(other: int, relation: str) -> str:
        return _link(version_identifier(page.pk, other), relation)

    place = numbers.index(number)
    links = [link(number, "cite-as")]
    links += [link(other, "predecessor-version") for other in numbers[:place][-1:]]
    links += [link(other, "successor-version") for other in numbers[place + 1 :][:1]]
    return ", ".join([*links, link(numbers[-1], "latest-version")])


def _link(address: str, relation: str, media_type: str = "") -> str:
    kind = f'; type="{media_type}"' if media_type else ""
    return f'<{address}>; rel="{relation}"{kind}'
