"""The text of a contribution as a visitor reads it: the original, or a translation of it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils.html import strip_tags
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.sanitise import text_to_html
from practices.models import ContributionPage
from taxonomy.languages import Language, direction, of_interface

from .material import Named, named
from .models import Translation, public_translations
from .passages import changed_places, passages_of, rich_fields_of

ORIGINAL = "original"
DESCRIPTION_LENGTH = 200


@dataclass(frozen=True)
class Part:
    """Some HTML of a section; `is_behind` where the original has changed since."""

    html: str
    is_behind: bool = False


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    language: str
    parts: list[Part]
    is_untranslated: bool = False

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True)
class Tab:
    """One language version of the page, with the way to it."""

    language: str
    name: str
    status: str
    url: str
    is_current: bool
    outdated_since: datetime | None = None


@dataclass(frozen=True)
class Text:
    """`translation` is None where the original is shown."""

    page: ContributionPage
    translation: Translation | None
    others: list[Translation] = field(default_factory=list)  # all public translations

    @property
    def language(self) -> str:
        return self.translation.language if self.translation else self.page.language

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def title(self) -> str:
        return self.translation.title if self.translation else self.page.title

    @property
    def summary(self) -> str:
        return (self.translation and self.translation.summary) or self.page.summary

    @property
    def summary_language(self) -> str:
        translated = self.translation and self.translation.summary
        return self.language if translated else self.page.language

    @property
    def summary_direction(self) -> str:
        return direction(self.summary_language)

    @property
    def institution(self) -> Section | None:
        """Of a practice who carried it out, of a strategy who adopted it."""
        return next(filter(None, map(self._section, ("institution", "adopting_body"))), None)

    @property
    def is_summary_behind(self) -> bool:
        return bool(self._behind.get("summary"))

    @property
    def is_title_behind(self) -> bool:
        return bool(self._behind.get("title"))

    @cached_property
    def _behind(self) -> dict[str, set[int]]:
        """{field: places of the passages whose original has changed}"""
        if self.translation is None or not self.translation.is_outdated:
            return {}
        now = passages_of(self.page)
        return {
            name: changed_places(passages, now.get(name, []))
            for name, passages in self.translation.source.items()
        }

    @cached_property
    def sections(self) -> list[Section]:
        if self.translation is None:
            return [
                Section(name, str(title), self.page.language, [Part(html)])
                for name, title, html in self.page.sections
            ]
        return [found for name in self.page.section_fields if (found := self._section(name))]

    def _section(self, name: str) -> Section | None:
        original = getattr(self.page, name, "")
        if not strip_tags(original).strip():
            return None
        title = capfirst(self.page._meta.get_field(name).verbose_name)
        texts = self.translation.text.get(name, []) if self.translation else []
        is_rich = name in rich_fields_of(self.page)
        if not texts:
            html = original if is_rich else text_to_html(original)
            is_left_out = self.translation is not None
            return Section(name, title, self.page.language, [Part(html)], is_left_out)
        behind = self._behind.get(name, set())
        parts = [
            Part(text if is_rich else text_to_html(text), place in behind)
            for place, text in enumerate(texts)
        ]
        return Section(name, title, self.language, parts)

    @cached_property
    def annexes(self) -> list[Named]:
        return named(self.page, self.translation, "annexes")

    @cached_property
    def links(self) -> list[Named]:
        return named(self.page, self.translation, "links")

    @cached_property
    def images(self) -> list[Named]:
        return named(self.page, self.translation, "images")

    @property
    def browser_title(self) -> str:
        return self._listed("seo_title") or self.title

    @property
    def search_description(self) -> str:
        text = self._listed("search_description") or self.summary
        return Truncator(text).chars(DESCRIPTION_LENGTH)

    def _listed(self, name: str) -> str:
        """In the language that is shown, or nothing."""
        return self.translation.plain(name) if self.translation else getattr(self.page, name)

    @property
    def is_mostly_original(self) -> bool:
        """Whether title and summary alone are translated: said once, not at each section."""
        return bool(self.sections) and all(each.is_untranslated for each in self.sections)

    @cached_property
    def tabs(self) -> list[Tab]:
        """The original first; none where there is no other version."""
        if not self.others:
            return []
        page = self.page
        original = Tab(
            page.language,
            Language(page.language).label,
            _("Original"),
            f"{page.address}?text={ORIGINAL}",
            self.translation is None,
        )
        return [original, *map(self._tab, self.others)]

    def _tab(self, translation: Translation) -> Tab:
        return Tab(
            translation.language,
            translation.get_language_display(),
            translation.kind,
            f"{self.page.address}?text={translation.language}",
            translation == self.translation,
            translation.outdated_since,
        )

    @property
    def is_in_interface_language(self) -> bool:
        return self.language == of_interface(get_language())

    @property
    def cited(self) -> Translation | None:
        """Whose title stands behind that of the original in a citation."""
        translation = self.translation
        return translation if translation and not translation.is_machine else None


def text_of(page: ContributionPage, wish: str = "") -> Text:
    """What `wish` asks for (`original`, a language); else in the language of the interface."""
    found = public_translations(page)
    by_language = {each.language: each for each in found}
    asked = page.language if wish == ORIGINAL else wish
    if asked != page.language and asked not in by_language:
        asked = of_interface(get_language())
    return Text(page, by_language.get(asked), found)


def original(page: ContributionPage) -> Text:
    """For a preview: translations belong to what is public."""
    return Text(page, None)
