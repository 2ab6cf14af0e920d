"""What to translate next: what is read much, into the languages that are searched in much.

The rule of the European Commission (written answer, September 2022), computed: first what has a
broad audience and many views, measured against the work it takes.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.html import strip_tags

from common.localized_urls import bare_path
from common.typed_text import count_words
from practices.models import ContributionPage
from taxonomy.languages import Language
from translations.models import public_translations, with_translations

from .models import DailyCount
from .report import Report

DAYS = 365
PAGES_LOOKED_AT = 500  # those viewed most
ROWS = 50

Kind = DailyCount.Kind


@dataclass(frozen=True)
class Row:
    """`demand` is views times searches in the language, divided by the words to translate."""

    page: ContributionPage
    language: str
    views: int
    searches: int
    words: int
    is_outdated: bool

    @property
    def demand(self) -> float:
        return self.views * self.searches / self.words

    @property
    def language_name(self) -> str:
        return str(Language(self.language).label)


def rows() -> list[Row]:
    """Translations that are missing or outdated, the most wanted first."""
    report = Report(DAYS)
    searches, views = (Counter(dict(report.sums(kind))) for kind in (Kind.LANGUAGE, Kind.VIEW))
    found = [
        row for page, times in _viewed(views) if times for row in _wanted(page, times, searches)
    ]
    return sorted(found, key=lambda row: (-row.demand, row.page.pk, row.language))[:ROWS]


def _viewed(views: Counter[str]) -> list[tuple[ContributionPage, int]]:
    """Public contributions, which their State has cleared, among the pages viewed most."""
    slugs = [path.rstrip("/").rpartition("/")[2] for path, _times in views.most_common()]
    pages = ContributionPage.objects.published().filter(slug__in=slugs[:PAGES_LOOKED_AT])
    pages = with_translations(pages.joined().select_related("state"))
    return [(page, views[bare_path(page.as_joined.address)]) for page in pages]


def _wanted(page: ContributionPage, views: int, searches: Counter[str]) -> list[Row]:
    public = {translation.language: translation for translation in public_translations(page)}
    current = {code for code, found in public.items() if found.outdated_since is None}
    missing = {code for code in Language.values if searches[code]} - current - {page.language}
    if not missing:
        return []
    words = _words(page)
    return [Row(page, code, views, searches[code], words, code in public) for code in missing]


def _words(page: ContributionPage) -> int:
    whole = page.as_joined
    texts = [strip_tags(getattr(whole, name)) for name in whole.rich_text_fields()]
    return count_words(" ".join([page.title, page.summary, *texts])) or 1
