"""The search by meaning: the concepts in the words of a search."""

from collections.abc import Iterator

from common.function_words import by_language
from common.stems import words_of
from taxonomy.concepts import asked_for

from .synonyms import with_kin
from .wording import Meant, Term

Place = tuple[int, int]  # start, end


def with_concepts(text: str, terms: tuple[Term, ...]) -> tuple[Meant, ...]:
    """The whole text in parts, each with the concepts it names; nothing if it names none.

    `terms` are those of the text with their synonyms.
    """
    mentions = asked_for(text)
    if not mentions:
        return ()
    longer = list(_places_with_kin(text, terms))
    parts: list[Meant] = []
    end = 0
    for mention in mentions:
        if not any(_is_cut((mention.start, mention.end), place) for place in longer):
            parts += _plain(text[end : mention.start])
            parts.append(Meant(with_kin(text[mention.start : mention.end]), mention.keys))
            end = mention.end
    return (*parts, *_plain(text[end:])) if parts else ()


def _plain(text: str) -> list[Meant]:
    """Without what an apostrophe leaves of a French word: "l" of "l'héroïne"."""
    words = set(words_of(text))
    if not words or any(words <= grammar for grammar in by_language().values()):
        return []
    return [Meant(with_kin(text))]


def _places_with_kin(text: str, terms: tuple[Term, ...]) -> Iterator[Place]:
    """Where the terms that have synonyms stand."""
    position = 0
    for term in terms:
        start = text.find(term.text, position)
        if start < 0:  # Chinese was cut into words
            continue
        position = start + len(term.text)
        if term.kin:
            yield start, position


def _is_cut(mention: Place, term: Place) -> bool:
    """Whether a longer term of the synonyms stands there, whose words belong together."""
    overlap = min(mention[1], term[1]) - max(mention[0], term[0])
    return overlap > 0 and term[1] - term[0] > mention[1] - mention[0]
