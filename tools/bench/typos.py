"""Misspelt searches: what is left of the relevance when one letter of one word is wrong."""

import random
import re

from tqdm import tqdm

from search import rescue
from search.engines import get_engine
from search.engines.elastic_index import settings_and_mappings
from search.query import SearchQuery
from tools.bench.figures import Figure
from tools.bench.judged import DEPTH, means
from tools.bench.places import SMALL
from tools.bench.relevance import as_ours, collections, filled, portal_on
from tools.bench.worlds import World

MOST = 200  # questions of each collection
LEAST = 0.9  # of the nDCG of the question spelt right
_WORD = re.compile(r"[^\W\d_]{2,}")


def typos():
    """A figure for each collection whose words have letters to misspell."""
    World(SMALL).enter()
    return [_figure(collection) for collection in collections() if collection.language != "zh"]


def _figure(collection):
    rng = random.Random(collection.name)  # noqa: S311  the point is that it repeats
    judgements = collection.judgements()
    asked = {key: text for key, text in collection.queries().items() if key in judgements}
    asked = dict(list(asked.items())[:MOST])
    wrong = {key: misspelt(text, rng) for key, text in asked.items()}
    ids = [row["id"] for row in collection.documents()]
    with filled(collection, settings_and_mappings(), as_ours) as index, portal_on(index):
        right, mended = (_rankings(texts, ids, collection.name) for texts in (asked, wrong))
    empty = sum(not found for found in mended.values())
    before, after = (means(rankings, judgements)[0] for rankings in (right, mended))
    return Figure(
        f"{collection.name}: nDCG@{DEPTH} of {len(asked)} misspelt questions",
        f"{after / before:.3f}×",
        f"≥ {LEAST}×",
        after / before >= LEAST and not empty,
        f"{after:.3f} against {before:.3f} spelt right; {empty} empty",
    )


def _rankings(texts, ids, title):
    found = {}
    for key, text in tqdm(texts.items(), desc=f"Typos, {title}", disable=None):
        asked = SearchQuery(text=text, page_size=DEPTH)
        _query, raw, _notice = rescue.search(get_engine(), asked)
        found[key] = [ids[number] for number in raw.ids]
    return found


def misspelt(text, rng):
    """The text with a letter of one word left out, doubled, changed, or swapped with the next."""
    match = rng.choice(list(_WORD.finditer(text)))
    word = match[0]
    at = rng.randrange(len(word) - 1)
    before, letter, following, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    other = rng.choice(word)
    middles = [following, letter * 2 + following, other + following, following + letter]
    return text[: match.start()] + before + rng.choice(middles) + after + text[match.end() :]
