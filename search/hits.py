"""The hits of a results page, read again through published().

The index proposes, the database disposes: a stale index can never show a withdrawn page. Columns
are read, not pages, because making twenty pages takes as long as the whole search.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from common.generations import KeptOfEach
from practices.models import ContributionPage, Row, read_public_rows
from taxonomy.concepts import labels_of

from . import file_hits, snippets
from .choices import choices_of
from .engines.base import MARK_START, Fragments, RawResults
from .facets import BY_NAME
from .spans import Asked, asked_for, labels_asked_for

NOTHING = Fragments()


@dataclass(frozen=True)
class Hit:
    """One result; `title` and `snippet` are safe HTML."""

    pk: int
    url: str
    title: str
    snippet: str
    state_name: str  # or who else said or issued it
    type_label: str
    years: str
    occasion: str
    language: str
    language_label: str
    direction: str
    chapters: tuple[str, ...]
    is_sample: bool
    published: datetime | None
    is_compared: bool
    text: tuple[str, str, str]  # language, title, summary: what makes two texts the same
    same: "tuple[Hit, ...]" = ()  # the same text, shared by other States
    matched: str = ""  # language of the translation that alone holds the words
    translated: str = ""  # what title and snippet were translated from, in words
    translated_title: str = ""  # without marks
    place: file_hits.Place | None = None  # where the passage stands, if in a file

    @property
    def bare_title(self) -> str:
        """The title as it is shown, without marks."""
        return self.translated_title or self.text[1]

    @property
    def states(self) -> set[str]:
        return {self.state_name, *(hit.state_name for hit in self.same)}


def hits(raw: RawResults, text: str, concepts: Collection[str] = ()) -> list[Hit]:
    """The Hits of an engine's answer, in its order; `concepts` are the keys of those asked for."""
    bare = _bare_hits(raw.ids)
    fragments = _own_fragments(bare, raw, text, concepts) | {
        pk: found for pk, found in raw.fragments.items() if found != NOTHING
    }
    hits = {pk: _marked_hit(hit, fragments[pk]) for pk, hit in bare.items()}
    hits |= _in_files(hits, fragments, text)
    return [hits[pk] for pk in raw.ids if pk in hits]


def folded(hits: Iterable[Hit]) -> list[Hit]:
    """One hit for a text that several States share, such as a joint plan: the first of them.

    A text that one State shares twice stays twice: that is a mistake to be seen.
    """
    kept: list[Hit] = []
    for hit in hits:
        alike = (at for at, first in enumerate(kept) if first.text == hit.text)
        at = next((at for at in alike if hit.state_name not in kept[at].states), None)
        if at is None:
            kept.append(hit)
        else:
            kept[at] = replace(kept[at], same=(*kept[at].same, hit))
    return kept


def _unmarked(ids: Collection[int]) -> dict[int, Hit]:
    """{page id: what is shown of it where no word was asked for}"""
    rows, numbers = read_public_rows(ids), _chapter_numbers(ids)
    labels = {key: label for _group, options in choices_of("chapter") for key, label in options}
    return {
        pk: _hit(row, tuple(labels[key] for key in numbers.get(pk, ()) if key in labels))
        for pk, row in rows.items()
    }


_bare_hits = KeptOfEach(_unmarked, most=4_000)  # some two kilobytes each


def _hit(row: Row, chapters: tuple[str, ...]) -> Hit:
    return Hit(
        pk=row.pk,
        url=row.url,
        title=snippets.to_html(row.title),
        snippet=snippets.to_html(snippets.beginning(row.summary)),
        state_name=row.whose,
        type_label=row.type_label,
        years=row.years,
        occasion=row.occasion,
        language=row.language,
        language_label=row.get_language_display(),
        direction=row.direction,
        chapters=chapters,
        is_sample=row.is_sample,
        # Of what was said years ago the day when it was put here says nothing.
        published=None if row.recordpage__kind else row.first_published_at,
        is_compared=row.is_compared,
        text=(row.language, row.title, row.summary),
    )


def _marked_hit(hit: Hit, fragments: Fragments) -> Hit:
    own = fragments.of(hit.language)
    if own is None:
        return replace(hit, matched=fragments.language)
    if not (own.title or own.snippet):
        return hit
    title = snippets.to_html(own.title) if own.title else hit.title
    snippet = snippets.to_html(own.snippet) if own.snippet else hit.snippet
    return replace(hit, title=title, snippet=snippet)


def _in_files(
    hits: Mapping[int, Hit], fragments: Mapping[int, Fragments], text: str
) -> dict[int, Hit]:
    """Those of which a file holds the words, and their own text does not."""
    asked = asked_for(text)
    unmarked = [pk for pk, hit in hits.items() if _is_of_file(hit, fragments[pk])]
    if not asked or not unmarked:
        return {}
    found = file_hits.passages(asked, fragments, unmarked)
    kept = {}
    for pk in unmarked:
        if place := found.get(pk):
            snippet = snippets.to_html(place.passage)
            kept[pk] = replace(hits[pk], snippet=snippet, place=place.place)
    return kept


def _is_of_file(hit: Hit, fragments: Fragments) -> bool:
    own = fragments.of(hit.language) or NOTHING
    return own.in_file or not (hit.matched or MARK_START in own.title + own.snippet)


def _own_fragments(
    rows: Iterable[int], raw: RawResults, text: str, concepts: Collection[str]
) -> dict[int, Fragments]:
    """{page id: Fragments} where the engine leaves highlighting to us."""
    ids = [pk for pk in rows if raw.fragments.get(pk, NOTHING) == NOTHING]
    asked = asked_for(text)
    if not asked or not ids:
        return dict.fromkeys(ids, NOTHING)
    pages = ContributionPage.objects.filter(pk__in=ids).specific()
    return {page.pk: _marked(page, asked, concepts) for page in pages}


def _marked(page: ContributionPage, asked: Asked, concepts: Collection[str]) -> Fragments:
    """The words, or labels of concepts in the page's language where it has none of the words."""
    found = Fragments(snippets.mark_words(page.title, asked), snippets.best_passage(page, asked))
    labels = labels_asked_for(labels_of(concepts, page.language), page.language)
    if not labels or MARK_START in found.title + found.snippet:
        return found
    return Fragments(snippets.mark_words(page.title, labels), snippets.best_passage(page, labels))


def _chapter_numbers(ids: Collection[int]) -> dict[int, list[str]]:
    """{page id: sorted keys of its chapters}"""
    keys: dict[int, list[str]] = defaultdict(list)
    for key, pk in sorted(BY_NAME["chapter"].pairs(Q(pk__in=ids))):
        keys[pk].append(key)
    return keys
