"""What is asked: searches as visitors make them, from a rare word to a common one with filters."""

import random
import re

from search.query import SearchQuery
from tools.bench.vocabulary import Vocabulary

QUESTIONS = (
    SearchQuery(text="overdose"),
    SearchQuery(text="prevention"),
    SearchQuery(text="naloxone training", selected={"chapter": ("1", "4")}),
    SearchQuery(text="treatment services", selected={"state": ("ke", "fr", "de", "br")}),
    SearchQuery(text="coca farmers", selected={"year": ("2015", "2016")}),
    SearchQuery(text="prévention", selected={"language": ("fr",)}),
    SearchQuery(text="лечение"),
    SearchQuery(text="alternative development for farmers"),
)


def new_questions(number):
    """That many different searches for one or two words of the vocabulary, always the same."""
    rng, vocabulary, texts = random.Random(1), Vocabulary(), {}  # noqa: S311  not a secret
    while len(texts) < number:
        words = re.findall(r"[a-z]{5,}", vocabulary.text(rng, "en", 12).lower())
        texts[" ".join(words[: rng.choice([1, 1, 2])])] = None
    return [SearchQuery(text=text) for text in texts if text]
