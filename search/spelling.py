"""Correction of misspelt words: never in the name of a Member State, and never into another's."""

from rapidfuzz.distance import OSA

from common.folding import folded
from common.stems import words_of
from taxonomy.state_names import mentions

from .engines.base import Engine
from .states_asked import distance_to_name


def corrected(engine: Engine, text: str) -> str:
    """The text with misspelt words put right, names of States as they stand."""
    parts, end = [], 0
    for mention in mentions(text):
        parts += [_mended(engine, text[end : mention.start]), text[mention.start : mention.end]]
        end = mention.end
    return "".join([*parts, _mended(engine, text[end:])])


def _mended(engine: Engine, text: str) -> str:
    if not words_of(text):
        return text
    mended = engine.correct(text)
    before, after = text.split(), mended.split()
    if len(before) != len(after):
        return mended
    for old, new in zip(before, after, strict=True):
        if old != new and not _may_become(folded(old), folded(new)):
            mended = mended.replace(new, old, 1)
    return mended


def _may_become(old: str, new: str) -> bool:
    """Not if a State's name is nearer: Slovaka is no misspelt Slovenia."""
    nearest = distance_to_name(old)
    return nearest is None or OSA.distance(old, new) <= nearest
