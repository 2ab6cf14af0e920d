"""Misspelt words: whether a visitor ever sees an empty page for them."""

import random
import re

from tqdm import tqdm

from search import rescue
from search.engines import get_engine
from search.engines.elastic_index import settings_and_mappings
from search.query import SearchQuery
from tools.bench.figures import Figure
from tools.bench.places import SMALL
from tools.bench.relevance import _as_ours, collections, filled, portal_on
from tools.bench.worlds import World

SAMPLE = 200  # words of each collection
SHORTEST = 5  # letters
PHRASE = 6  # characters, of Chinese: it has no words to misspell


def typos():
    """A figure for each collection: searches with one typo, and those that found nothing."""
    World(SMALL).enter()
    return [_figure(collection) for collection in collections()]


def _figure(collection):
    rng = random.Random(collection.name)  # noqa: S311  the point is that it repeats
    with filled(collection, settings_and_mappings(), _as_ours) as index, portal_on(index):
        asked, empty = _ask(_words(collection, rng), rng, collection.name)
    note = f"nothing for {', '.join(empty[:5])}" if empty else ""
    what = f"{collection.name}: empty pages of {asked} misspelt searches"
    return Figure(what, str(len(empty)), "0", not empty, note)


def _ask(words, rng, title):
    """(number asked, misspelt words that found nothing) of words that do find something."""
    asked, empty = 0, []
    for word in tqdm(words, desc=f"Typos, {title}", unit="word", disable=None):
        if asked == SAMPLE:
            break
        if not _total(word):
            continue  # "the": nobody looks for it, spelt well or not
        asked += 1
        wrong = misspelt(word, rng)
        if not _total(wrong):
            empty.append(f"{wrong} ({word})")
    return asked, empty


def _total(text):
    _query, raw, _notice = rescue.search(get_engine(), SearchQuery(text=text))
    return raw.total


def _words(collection, rng):
    texts = " ".join(row["text"] for row in collection.documents())
    if collection.language == "zh":
        found = re.findall(rf"[\u4e00-\u9fff]{{{PHRASE}}}", texts)
    else:
        found = re.findall(rf"[^\W\d_]{{{SHORTEST},}}", texts.lower())
    words = sorted(set(found))
    rng.shuffle(words)
    return words


def misspelt(word, rng):
    """The word with a letter left out, doubled, changed, or swapped with the next."""
    at = rng.randrange(len(word) - 1)
    before, letter, following, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    other = rng.choice(word)
    middles = [following, letter * 2 + following, other + following, following + letter]
    return before + rng.choice(middles) + after
