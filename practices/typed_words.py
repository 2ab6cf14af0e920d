"""Words that an officer typed, read from the request that was refused, and given back."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .models import ContributionPage

OF_A_REVIEW = {
    "comment": _("Message to the State"),
    "passage": _("Passage"),
    "text": _("Your comment to the State"),
}
NOTES = "note_"  # followed by the key of a criterion


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


def words_of_a_review(data: QueryDict) -> Iterator[Typed]:
    """A message, a comment, and the notes of a checklist."""
    for name, value in data.items():
        label = _("Note") if name.startswith(NOTES) else OF_A_REVIEW.get(name)
        if label and value.strip():
            yield Typed(str(label), value)


def give_back(
    request: HttpRequest, words: Iterable[Typed], why: str, status: int = 403
) -> HttpResponse:
    context = {"words": list(words), "why": why, "code": status}
    return render(request, "practices/words_not_saved.html", context, status=status)


def _rich_text(sent: str) -> str:
    """Paragraphs of what Wagtail's rich text editor sends: blocks as JSON."""
    try:
        blocks = json.loads(sent)["blocks"]
        return "\n\n".join(block["text"] for block in blocks)
    except (ValueError, TypeError, KeyError):
        return sent
