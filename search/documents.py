"""What the index holds of a contribution: text by language, facet keys, sort keys, nothing else.

Made from published() only. No labels, addresses, drafts or contact details.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.search.index import RelatedFields, SearchField

from common.collation import sort_key
from common.html import plain_text
from common.text import without_format_signs
from practices import file_texts
from practices.models import ContributionPage
from taxonomy.concepts import keys_in
from taxonomy.languages import Language
from translations.models import Translation, public_translations, with_translations

from .facets import FACETS, Facet
from .kinds import BY_KEY, Side
from .snippets import without_marks

# The parts of a text that weigh differently; `part` of a search field says where it belongs.
BODY = "body"
FILES = "files"  # the texts of files, which weigh least
READ_WITH = ("state", "annexes", "links", "citations")
LANGUAGES = tuple(Language.values)
Document = dict[str, Any]  # as JSON
FacetKeys = dict[str, list[str]]  # {facet: sorted keys}
TextField = tuple[SearchField | RelatedFields, list[str], str]  # names to read, part


@lru_cache
def text_fields(model: type[ContributionPage]) -> tuple[TextField, ...]:
    """Every field that is searched in the index."""
    return tuple(_text_fields(model))


def _text_fields(model: type[ContributionPage]) -> Iterator[TextField]:
    for field in model.get_search_fields():
        if isinstance(field, RelatedFields):
            names = [sub.field_name for sub in field.fields if isinstance(sub, SearchField)]
            yield field, names, BODY
        elif isinstance(field, SearchField) and field.kwargs.get("part", BODY):
            yield field, [], field.kwargs.get("part", BODY)


@lru_cache
def part_boosts() -> dict[str, float]:
    """{part: boost}, from the fields the pages declare."""
    boosts: dict[str, float] = {BODY: 1}
    for model in ContributionPage.__subclasses__():
        for field, _names, part in text_fields(model):
            boosts[part] = max(boosts.get(part, 1), getattr(field, "boost", None) or 1)
    return boosts


def documents(page_ids: Collection[int]) -> dict[int, Document]:
    """{page id: document} of those pages the public may see; the others are left out."""
    pages = ContributionPage.objects.published().filter(pk__in=page_ids)
    # Prefetched, not joined: specific() forgets a select_related().
    pages = with_translations(pages.prefetch_related(*READ_WITH)).specific()
    keys, files = facet_keys(page_ids), file_texts.texts_of(pages)
    return {page.pk: document(page, keys[page.pk], files.get(page.pk, [])) for page in pages}


def readable_documents(
    page_ids: Collection[int],
) -> tuple[dict[int, Document], dict[int, str]]:
    """The same, and {page id: error} of pages that cannot be read: one must not stop the others."""
    try:
        return documents(page_ids), {}
    except Exception:
        return _one_by_one(page_ids)


def _one_by_one(page_ids: Iterable[int]) -> tuple[dict[int, Document], dict[int, str]]:
    found: dict[int, Document] = {}
    faults: dict[int, str] = {}
    for pk in page_ids:
        try:
            found |= documents([pk])
        except Exception as error:
            faults[pk] = f"{type(error).__name__}: {error}"
    return found, faults


def facet_keys(
    page_ids: Collection[int], facets: Iterable[Facet] = FACETS
) -> defaultdict[int, FacetKeys]:
    """{page id: FacetKeys}, read the way the embedded engine counts."""
    keys: dict[int, dict[str, set[str]]] = defaultdict(
        lambda: {facet.name: set() for facet in facets}
    )
    for facet in facets:
        for key, pk in facet.pairs(Q(pk__in=page_ids)):
            keys[pk][facet.name].add(key)
    return defaultdict(
        dict, {pk: {name: sorted(found) for name, found in by.items()} for pk, by in keys.items()}
    )


def document(
    page: ContributionPage, keys: FacetKeys, files: Iterable[file_texts.FileText] = ()
) -> Document:
    texts = parts_of(page)
    parts: dict[str, dict[str, str]] = {part: {page.language: text} for part, text in texts.items()}
    for translation in public_translations(page):
        for part, text in parts_of_translation(page, translation).items():
            parts.setdefault(part, {})[translation.language] = text
    return parts | {
        FILES: _parts_of_files(files),
        "concepts": keys_in("\n".join(texts.values()), page.language),
        "facets": keys,
        "complete": page.title,
        "page_id": page.pk,
        "published": page.first_published_at and page.first_published_at.isoformat(),
        "date": page.day and page.day.isoformat(),
        "state_order": _state_order(page),
        "title_key": page.title,
    }


def _parts_of_files(files: Iterable[file_texts.FileText]) -> dict[str, list[str]]:
    """{language: texts}, each page by itself: no passage is cut out of two."""
    found = defaultdict(list)
    for each in files:
        found[each.file.language].append(of_file(each.text))
    return dict(found)


def of_file(text: str) -> str:
    return without_format_signs(without_marks(text))


def side_of(document: Document) -> Side:
    [kind] = document["facets"]["type"]
    return BY_KEY[kind].side


def _state_order(page: ContributionPage) -> dict[str, str]:
    """{language: what sorts as the name of the State does}; what has no State stands first."""
    state = page.state
    if state is None:
        return dict.fromkeys(Language.values, "")
    names = {code: getattr(state, f"name_{code}") or state.name_en for code in Language.values}
    return {code: sort_key(name, code) for code, name in names.items()}


def parts_of(page: ContributionPage) -> dict[str, str]:
    """{part: the text that is searched}"""
    texts: dict[str, list[str]] = defaultdict(list)
    # mypy takes no class below one without types for hashable.
    for field, names, part in text_fields(type(page)):  # type: ignore[arg-type]
        texts[part] += [value for value in _values(page, field, names) if value]
    return {
        part: without_format_signs(without_marks("\n".join(found)))
        for part, found in texts.items()
        if found
    }


def parts_of_translation(page: ContributionPage, translation: Translation) -> dict[str, str]:
    """The same of a translation; what is left out of it is searched in the original alone."""
    texts: dict[str, list[str]] = defaultdict(list)
    rich = _rich_text_fields(type(page))  # type: ignore[arg-type]
    for field, _names, part in text_fields(type(page)):  # type: ignore[arg-type]
        passages = translation.text.get(field.field_name, [])
        texts[part] += [plain_text(each) if field.field_name in rich else each for each in passages]
    return {
        part: without_format_signs(without_marks("\n".join(found)))
        for part, found in texts.items()
        if found
    }


def _values(
    page: ContributionPage, field: SearchField | RelatedFields, names: list[str]
) -> list[str]:
    if names:
        related = getattr(page, field.field_name).all()
        return [getattr(item, name) for item in related for name in names]
    value = getattr(page, field.field_name) or ""
    is_rich = field.field_name in _rich_text_fields(type(page))  # type: ignore[arg-type]
    return [plain_text(value) if is_rich else value]


@lru_cache
def _rich_text_fields(model: type[ContributionPage]) -> frozenset[str]:
    return frozenset(model.rich_text_fields())


def changes_at(page_ids: Iterable[int], now: datetime | None = None) -> dict[int, datetime]:
    """{page id: when} for pages that embargo or expiry opens or closes by itself."""
    now = now or timezone.now()
    rows = ContributionPage.objects.live().filter(pk__in=page_ids)
    result = {}
    for pk, embargo, expiry in rows.values_list("pk", "embargo_until", "expire_at"):
        ahead = [moment for moment in (embargo, expiry) if moment and moment > now]
        if ahead:
            result[pk] = min(ahead)
    return result
