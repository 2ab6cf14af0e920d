"""Words of a page as it is shown in the language of the interface."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language

from common.in_language import InLanguage
from common.localized_urls import bare_path
from practices.models import Worded, is_worded
from taxonomy.languages import Language, of_interface

from .links import in_language
from .models import PageTranslation
from .words import RICH, Words, english_of


@dataclass(frozen=True)
class ShownWords:
    """Each text knows its language, so that templates mark what is English on other pages."""

    page: Worded
    language: str
    translation: PageTranslation | None

    @cached_property
    def english(self) -> Words:
        return english_of(self.page)

    @property
    def title(self) -> str:
        """Also of pages that are named by a term or a State."""
        if title := self._text("title"):
            return title
        term = getattr(self.page, "topic", None)
        name: str = term.label if term else getattr(self.page, "name", self.page.title)
        return name

    @property
    def browser_title(self) -> str:
        return self._text("seo_title") or self.title

    @property
    def search_description(self) -> str:
        return self._text("search_description")

    @property
    def introduction(self) -> str:
        return self._text("introduction")

    @property
    def body(self) -> str:
        return self._text("body")

    def _text(self, name: str) -> str:
        """A field that says nothing in English says nothing in any language."""
        text, language = self.english.get(name, ""), Language.EN.value
        if text and self.translation and (made := self.translation.words.get(name)):
            text, language = made, self.language
        return InLanguage(in_language(text) if name in RICH else text, language)

    @property
    def is_outdated(self) -> bool:
        return bool(self.translation) and self.translation.english != self.english

    @property
    def is_english_only(self) -> bool:
        """Text of some length, and none of it in the language of the page."""
        return self.language != Language.EN and not self.translation and self._has_text

    @property
    def is_whole_page(self) -> bool:
        """Of other pages this is the introduction, and the rest is in all languages."""
        return "body" in self.page.words

    @property
    def _has_text(self) -> bool:
        return any(name in self.english for name in RICH)

    @property
    def english_path(self) -> str:
        return bare_path(self.page.url or "")


def words_of(page: object) -> ShownWords | None:
    """None for what is no page of the Secretariat's; costs a query, in English none."""
    if not is_worded(page):
        return None
    language = of_interface(get_language())
    translation = None
    if language != Language.EN and english_of(page):
        found = PageTranslation.objects.public().filter(page_id=page.pk, language=language)
        translation = found.first()
    return ShownWords(page, language, translation)


def titles_of(pages: list[Worded]) -> dict[int, str]:
    """{primary key: title in the language of the interface}, by one query for all."""
    language = of_interface(get_language() or settings.LANGUAGE_CODE)
    rows = PageTranslation.objects.public().filter(page__in=pages, language=language)
    found = {row.page_id: row for row in rows} if language != Language.EN else {}
    return {page.pk: ShownWords(page, language, found.get(page.pk)).title for page in pages}
