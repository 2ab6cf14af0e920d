"""Text like that of real practices: their own words, a few at a time, in a new order."""

import json
from collections import defaultdict

from tools.bench.places import vocabulary_files

FIELDS = ("text", "title", "summary", "objectives", "description", "results", "lessons")
WORDS_TOGETHER = 3  # keeps phrases, and with them the work of looking for phrases
CHARACTERS_TOGETHER = 4  # of Chinese


class Vocabulary:
    """Pieces of a few words by language; frequent words stay frequent, rare ones rare."""

    def __init__(self):
        texts = defaultdict(list)
        for path in vocabulary_files():
            for row in map(json.loads, path.read_text().splitlines()):
                texts[row["language"]] += [row[name] for name in FIELDS if row.get(name)]
        self.pieces = {language: _pieces(language, found) for language, found in texts.items()}

    def text(self, rng, language, words):
        """About so many words."""
        joint = "" if language == "zh" else " "
        return joint.join(rng.choices(self.pieces[language], k=words // WORDS_TOGETHER))


def _pieces(language, texts):
    if language == "zh":
        joined, step = "".join("".join(texts).split()), CHARACTERS_TOGETHER
        return [joined[at : at + step] for at in range(0, len(joined), step)]
    words = " ".join(texts).replace("<", " ").replace("&", " ").split()
    return [
        " ".join(words[at : at + WORDS_TOGETHER]) for at in range(0, len(words), WORDS_TOGETHER)
    ]
