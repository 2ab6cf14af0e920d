"""Finds a Member State by what people write: a code, a name in six languages, a common name."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from practices.models import Language, MemberState

# What everyday writing and older lists call a State, where its official name says otherwise.
COMMON = {
    "america": "us",
    "bolivia": "bo",
    "britain": "gb",
    "brunei": "bn",
    "burma": "mm",
    "cape verde": "cv",
    "congo brazzaville": "cg",
    "congo kinshasa": "cd",
    "czech republic": "cz",
    "dprk": "kp",
    "dr congo": "cd",
    "drc": "cd",
    "east timor": "tl",
    "great britain": "gb",
    "holland": "nl",
    "iran": "ir",
    "ivory coast": "ci",
    "laos": "la",
    "macedonia": "mk",
    "micronesia": "fm",
    "moldova": "md",
    "nauru": "nr",
    "north korea": "kp",
    "north macedonia": "mk",
    "netherlands": "nl",
    "russia": "ru",
    "south korea": "kr",
    "swaziland": "sz",
    "syria": "sy",
    "tanzania": "tz",
    "turkey": "tr",
    "turquie": "tr",
    "turquia": "tr",
    "uae": "ae",
    "uk": "gb",
    "united kingdom": "gb",
    "united states": "us",
    "usa": "us",
    "venezuela": "ve",
    "vietnam": "vn",
}


def find(written):
    """The State, or None; codes come first, because no name has two or three letters."""
    text = written.strip()
    for lookup in ("code__iexact", "alpha3__iexact"):
        state = MemberState.objects.filter(**{lookup: text}).first()
        if state:
            return state
    code = names().get(plain(text))
    return MemberState.objects.filter(code=code).first()


@lru_cache(maxsize=1)
def names():
    """{name: code}; an import calls names.cache_clear() first, as officers may mend names."""
    official, short = {}, []
    for state in MemberState.objects.all():
        for language in Language.values:
            name = getattr(state, f"name_{language}")
            official[plain(name)] = state.code
            short.append((plain(name.split("(")[0]), state.code))
    official.pop("", None)
    return COMMON | _unambiguous(short) | official


def _unambiguous(pairs):
    """Names without what stands in brackets, as long as one State alone is called so."""
    counts = Counter(name for name, _code in set(pairs))
    return {name: code for name, code in pairs if name and counts[name] == 1}


def plain(name):
    """Letters only, without accents, capitals and the article."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters)).removeprefix("the ")
