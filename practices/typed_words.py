"""Words that somebody typed into Wagtail's editor, read from the request that was refused."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import capfirst

from .models import ContributionPage


@dataclass(frozen=True)
class Typed:
    label: str
    text: str


def typed_words(page: ContributionPage, data: QueryDict) -> Iterator[Typed]:
    """Each text field that was sent and differs from what the page says now."""
    rich = set(page.rich_text_fields())
    for field in page._meta.concrete_fields:
        sent = data.get(field.name, "")
        text = _rich_text(sent) if field.name in rich else sent
        if text.strip() and text.strip() != str(getattr(page, field.name) or "").strip():
            yield Typed(capfirst(str(field.verbose_name)), text)


def _rich_text(sent: str) -> str:
    """Paragraphs of what Wagtail's rich text editor sends: blocks as JSON."""
    try:
        blocks = json.loads(sent)["blocks"]
        return "\n\n".join(block["text"] for block in blocks)
    except (ValueError, TypeError, KeyError):
        return sent
