"""Random small corpora, and a brute-force search over them that shares no code with the portal."""

import random
from dataclasses import dataclass

from wagtail.models import Page, PageViewRestriction

from practices.models import PracticePage, StatePage, StrategyPage
from taxonomy.models import Challenge, Chapter, Recommendation, TargetGroup
from tests.factories import put_online

# Words no stemmer changes and no list of stop words holds.
WORDS = ["zorga", "brint", "quolp", "vamdek", "fluxor", "trabit"]
STATES = {"ke": {"african", "m49-002"}, "fr": {"weog", "m49-150"}, "pe": {"grulac", "m49-019"}}
STATES["tr"] = {"weog", "asia-pacific", "m49-142"}
CHALLENGES = ["hiv-hcv", "proceeds", "other"]
TARGETS = ["youth", "women"]
LANGUAGES = ["en", "fr"]
YEARS = [2015, 2019, 2020]
VERIFIED, UNVERIFIED = "1.m", "4.j"


@dataclass(frozen=True)
class Document:
    """What the corpus knows of one page: the truth the engines are held against."""

    pk: int
    words: frozenset
    keys: dict  # facet name -> set of keys
    public: bool


def some(rng, items):
    return rng.sample(items, rng.randint(0, len(items)))


def build(seed, size=24):
    """Make `size` pages at random, a quarter of them hidden; returns their Documents."""
    rng = random.Random(seed)  # noqa: S311  the point is that it repeats
    Recommendation.objects.filter(key="s30-1-m").update(verified=True)
    return [_page(rng, number) for number in range(size)]


def _page(rng, number):
    words, state = some(rng, WORDS), rng.choice(list(STATES))
    tags = {
        "chapter": set(some(rng, [1, 4, 5])),
        "challenge": set(some(rng, CHALLENGES)),
        "target": set(some(rng, TARGETS)),
        "recommendation": set(some(rng, [VERIFIED, UNVERIFIED])),
    }
    language, year = rng.choice(LANGUAGES), rng.choice([*YEARS, None])
    model = rng.choice([PracticePage, StrategyPage])
    page = model(
        title=f"n{number} " + " ".join(words[:1]),
        slug=f"n{number}",
        summary=" ".join(words[1:2]),
        objectives=f"<p>{' '.join(words[2:])}</p>",
        language=language,
        start_year=year,
        chapters=list(Chapter.objects.filter(number__in=tags["chapter"])),
        challenges=list(Challenge.objects.filter(slug__in=tags["challenge"])),
        target_groups=list(TargetGroup.objects.filter(slug__in=tags["target"])),
        recommendations=list(Recommendation.objects.filter(key__in=_keys(tags))),
        live=False,
    )
    StatePage.objects.get(slug=state).add_child(instance=page)
    put_online(page.save_revision())
    public = _hide(rng, page)
    keys = {name: {str(key) for key in values} for name, values in tags.items()}
    keys["recommendation"] &= {VERIFIED}
    keys |= {
        "type": {"practice" if model is PracticePage else "strategy"},
        "state": {state},
        "region": STATES[state],
        "language": {language},
        "year": {str(year)} - {"None"},
    }
    return Document(page.pk, frozenset(words), keys, public)


def _keys(tags):
    return ["s30-" + number.replace(".", "-") for number in tags["recommendation"]]


def _hide(rng, page):
    """Hide some pages, each in one of the ways a page can be hidden; returns whether it shows."""
    way = rng.choice(["", "", "", "", "", "unpublish", "restrict"])
    if way == "unpublish":
        Page.objects.get(pk=page.pk).specific.unpublish()
    elif way == "restrict":
        PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    return not way


def random_query(rng, names):
    """(text, selected) of a random search with up to two facets."""
    text = " ".join(rng.sample(WORDS, rng.choice([0, 1, 1, 2])))
    choices = {
        "type": ["practice", "strategy"],
        "chapter": ["1", "4", "5", "7"],
        "challenge": CHALLENGES,
        "recommendation": [VERIFIED],
        "state": list(STATES),
        "region": ["african", "weog", "asia-pacific"],
        "year": [str(year) for year in YEARS],
        "target": TARGETS,
        "language": LANGUAGES,
    }
    chosen = rng.sample(names, rng.choice([0, 1, 2, 2]))
    return text, {
        name: tuple(rng.sample(choices[name], rng.randint(1, min(2, len(choices[name])))))
        for name in chosen
    }


def found(documents, text, selected, needed=all):
    """Brute force: the documents that hold all of the words, or any."""
    words = text.split()
    return [
        document
        for document in documents
        if document.public
        and (not words or needed(word in document.words for word in words))
        and all(document.keys[name] & set(keys) for name, keys in selected.items() if keys)
    ]


def counts(documents, text, selected, name, needed=all):
    """Brute force: the counts of one facet, its own selection left aside."""
    others = {other: keys for other, keys in selected.items() if other != name}
    result = {}
    for document in found(documents, text, others, needed):
        for key in document.keys[name]:
            result[key] = result.get(key, 0) + 1
    return result
