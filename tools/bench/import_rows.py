"""A file of rows to import, about as long as real contributions and of words of theirs."""

import json
import random

from tools.bench.vocabulary import Vocabulary

STRATEGY_EVERY = 6
LENGTHS = {"title": 9, "summary": 48, "objectives": 40}  # words
PRACTICE_LENGTHS = {"description": 140, "results": 60, "lessons": 50}
STATES = ("ke", "fr", "br", "eg", "cn", "ru", "th", "no", "pe", "gh", "pt", "jo", "in", "mx")
CHALLENGES = ("hiv-hcv", "treatment-gap", "crime-links")
LANGUAGES = {"en": 70, "fr": 8, "es": 8, "ru": 5, "ar": 5, "zh": 4}  # per cent


def write(path, size):
    """The same rows for the same size; both builds of a comparison read this one file."""
    rng, vocabulary = random.Random(size), Vocabulary()  # noqa: S311  the point is that it repeats
    with path.open("w", encoding="utf-8") as file:
        for number in range(size):
            print(json.dumps(_row(rng, vocabulary, number), ensure_ascii=False), file=file)


def _row(rng, vocabulary, number):
    is_practice = number % STRATEGY_EVERY > 0
    language = rng.choices(list(LANGUAGES), LANGUAGES.values())[0]
    lengths = LENGTHS | (PRACTICE_LENGTHS if is_practice else {})
    texts = {name: vocabulary.text(rng, language, words) for name, words in lengths.items()}
    return texts | {
        "id": f"bench-{number}",
        "type": "practice" if is_practice else "strategy",
        "title": texts["title"][:200],
        "summary": texts["summary"][:1500],
        "state": rng.choice(STATES),
        "language": language,
        "start_year": rng.randint(2000, 2025),
        "chapters": rng.sample(range(1, 8), 2),
        "challenges": [rng.choice(CHALLENGES)],
        "recommendations": ["1(o)"],
        "links": [f"https://example.org/report/{number}"],
        "first_published": f"20{rng.randint(15, 25)}-0{rng.randint(1, 9)}-11T09:00:00+00:00",
    }
