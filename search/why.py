"""Why a contribution is found by a search, and where it stands: for officers, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from common.lists import listed
from common.stems import stem_term, terms_of, words_of
from practices import file_texts
from practices.models import ContributionPage
from taxonomy.concepts import mentions, name_of
from taxonomy.languages import of_interface
from taxonomy.models import MemberState

from . import rescue
from .documents import FILES, of_file, parts_of
from .engines import get_engine
from .phrases import parse
from .query import SearchQuery
from .spans import spans
from .wording import Kin, Meant, Term, content, one_by_one

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

DEEPEST = 1000  # result to which a place is looked up
PARTS: "dict[str, StrOrPromise]" = {
    "title": gettext_lazy("title"),
    "lead": gettext_lazy("summary"),
    "place": gettext_lazy("name of the State"),
    "body": gettext_lazy("text"),
    FILES: gettext_lazy("files"),
}


@dataclass(frozen=True)
class Found:
    """One form of a term in the contribution; `parts` are (name of the part, number of times)."""

    form: str
    is_synonym: bool
    is_concept: bool
    parts: list[tuple["StrOrPromise", int]]


@dataclass(frozen=True)
class Explanation:
    """`terms` are (term of the search, where it stands); `reasons` say what decides the place."""

    asked: SearchQuery
    page: ContributionPage
    place: int | None
    total: int
    terms: list[tuple[str, list[Found]]]
    reasons: list[str]


def explain(query: SearchQuery, page: ContributionPage) -> Explanation:
    """Asks as the results page does, and reads the contribution as the index does."""
    asked, raw, notice = rescue.search(get_engine(), replace(query, page=1, page_size=DEEPEST))
    place = raw.ids.index(page.pk) + 1 if page.pk in raw.ids else None
    texts = parts_of(page) | _of_files(page)
    terms = [
        (term.text, [*_found(term, texts), *_named(part.concepts, texts, page.language)])
        for part in _parts(asked)
        for term in one_by_one(part.terms)
    ]
    return Explanation(
        asked=asked,
        page=page,
        place=place,
        total=raw.total,
        terms=terms,
        reasons=[
            text for text in (notice, *_reasons(asked, page, place, raw.total, terms)) if text
        ],
    )


def _of_files(page: ContributionPage) -> dict[str, str]:
    """What the index holds of them, which is nothing while the page is not public."""
    if not ContributionPage.objects.published().filter(pk=page.pk).exists():
        return {}
    texts = [of_file(each.text) for each in file_texts.texts_of([page]).get(page.pk, ())]
    return {FILES: "\n".join(texts)} if texts else {}


def _parts(asked: SearchQuery) -> tuple[Meant, ...]:
    return asked.meant or (Meant(asked.terms or (Term(content(parse(asked.text).text)),)),)


def _found(term: Term, texts: dict[str, str]) -> Iterable[Found]:
    forms: list[Term | Kin] = [term, *term.kin]
    for form in forms:
        sequence = [_forms_of(word, form) for word in words_of(form.text)]
        counts = {part: len(spans(text, [sequence])) for part, text in texts.items() if sequence}
        parts = [(PARTS[part], count) for part, count in counts.items() if count]
        if parts:
            yield Found(form.text, form is not term, False, parts)


def _named(keys: Iterable[str], texts: dict[str, str], language: str) -> Iterable[Found]:
    """The concepts among these that the texts name, under what they are called in public."""
    named = {
        part: [key for mention in mentions(text, [language]) for key in mention.keys]
        for part, text in texts.items()
    }
    for key in keys:
        parts = [(PARTS[part], found.count(key)) for part, found in named.items() if key in found]
        if parts:
            name = name_of(key, of_interface(get_language())) or key
            yield Found(name, False, True, parts)


def _forms_of(word: str, form: Term | Kin) -> frozenset[str]:
    if isinstance(form, Kin):
        return frozenset([word, stem_term(word, form.language)])
    return frozenset(terms_of(word))


def _reasons(
    asked: SearchQuery,
    page: ContributionPage,
    place: int | None,
    total: int,
    terms: list[tuple[str, list[Found]]],
) -> Iterable[str]:
    yield _about_place(asked, page, place, total, terms)
    if asked.states_first and page.state and page.state.code in asked.states:
        names = listed(state.name for state in MemberState.objects.filter(code__in=asked.states))
        yield _("The search names %s, whose contributions come first.") % names
    if any(found.is_synonym for _text, all_found in terms for found in all_found):
        yield _("Synonyms count for less than the words of the search.")
    if any(map(_is_meant_only, terms)):
        yield _("What is found by meaning stands behind what holds the words of the search.")
    yield _(
        "Among results with as many of the words, rare words count for more than common ones, "
        "the title for more than the summary and the text, short texts for more than long ones, "
        "and words near one another for more than words far apart."
    )


def _is_meant_only(term: tuple[str, list[Found]]) -> bool:
    _text, found = term
    return bool(found) and all(one.is_concept for one in found)


def _about_place(
    asked: SearchQuery,
    page: ContributionPage,
    place: int | None,
    total: int,
    terms: list[tuple[str, list[Found]]],
) -> str:
    if not ContributionPage.objects.published().filter(pk=page.pk).exists():
        return _("It is not public, so that no search finds it.")
    if place is None:
        return _("It is not among the first %d results.") % DEEPEST
    if place <= total and not asked.any_word and any(map(_is_meant_only, terms)):
        return _("It holds all the words, some of them by meaning.")
    if place <= total and not asked.any_word:
        return _("It holds all the words, and stands before what holds some of them.")
    held = sum(bool(found) for _text, found in terms)
    said = _("It holds %(held)d of %(all)d words. What holds more of them comes first.")
    return said % {"held": held, "all": len(terms)}
