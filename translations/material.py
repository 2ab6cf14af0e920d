"""Annexes, links and images of a contribution with titles and captions in the language shown."""

from dataclasses import dataclass
from typing import Any

from practices.models import ContributionPage
from taxonomy.languages import direction

from .models import Translation
from .passages import MATERIAL


@dataclass(frozen=True)
class Named:
    """`title` is the caption of an image."""

    item: Any
    title: str
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)


def named(page: ContributionPage, translation: Translation | None, name: str) -> list[Named]:
    """What is called otherwise since it was translated is called as in the original."""
    translated = _translated(translation, name) if translation else {}
    found = []
    for item in getattr(page, name).all():
        title = getattr(item, MATERIAL[name]).strip()
        language = translation.language if translation and title in translated else page.language
        found.append(Named(item, translated.get(title, title), language))
    return found


def _translated(translation: Translation, name: str) -> dict[str, str]:
    """{title in the original: its translation}"""
    pairs = zip(translation.source.get(name, []), translation.text.get(name, []), strict=False)
    return {title: text for title, text in pairs if text}
