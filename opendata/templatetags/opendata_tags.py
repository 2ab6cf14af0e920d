"""What search engines and social networks read in a page."""

import json

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from opendata import jsonld, representation, schema_dataset, signposting
from opendata.addresses import identifier, public_url
from opendata.exports import references
from opendata.kinds import form_of

register = template.Library()
# As in Django's json_script, which knows no other type than application/json.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(page) -> SafeString:
    """The facts of a public page as schema.org: a block of data, which no browser runs."""
    return _data_block(jsonld.contribution(representation.summary(page)))


@register.simple_tag
def dataset_json_ld() -> SafeString:
    """The whole data set and its files as schema.org, for search engines of data sets."""
    return _data_block(schema_dataset.describe())


def _data_block(thing: dict) -> SafeString:
    """Under schema.org's own context, by which search engines know it without reading it."""
    thing = thing | {"@context": jsonld.SCHEMA}
    text = json.dumps(thing, cls=DjangoJSONEncoder, ensure_ascii=False)
    safe = mark_safe(text.translate(ESCAPES))  # noqa: S308  escaped in this line
    return format_html('<script type="{}">{}</script>', jsonld.LD_JSON, safe)


@register.inclusion_tag("opendata/includes/citation_meta.html")
def citation_meta(page) -> dict:
    """Highwire and Dublin Core elements, which reference managers read from a page."""
    return {
        "title": references.line(page.title),
        "author": references.author(page),
        "published": page.cited_date,
        "conference": references.line(page.occasion),
        "abstract": references.line(page.summary),
        "keywords": references.keywords(page),
        "language": page.language,
        "publisher": references.PUBLISHER,
        "identifier": identifier(page.pk),
        "url": public_url(page),
        "licence": settings.OPEN_DATA_LICENCE_URL,
        "page": page,
        "form": form_of(page),
        "forms": signposting.MEDIA_TYPES,
    }
