"""A text for each concept and language, and searches that should find it in another language."""

from dataclasses import dataclass
from itertools import groupby

from taxonomy.concept_file import rows

FIRST = 20  # results within which a text has to be


@dataclass(frozen=True)
class ConceptText:
    """`text` is the usual label and holds nothing else."""

    concept: str
    language: str
    text: str


def concept_texts(every=1):
    """Of each concept (or every second, third …), those whose language a source attests."""
    return [
        ConceptText(row.key, label.language, label.label)
        for row in list(rows())[::every]
        for language, labels in groupby(row.labels, lambda label: label.language)
        for label in [_usual(list(labels))]
        if label
    ]


def _usual(labels):
    return labels[0] if any(label.source for label in labels) else None


@dataclass
class Reach:
    """Pairs of languages of one concept: how many there are, and how many were found.

    `strangers` are texts that count in a search whose concept they do not name, `others` all such.
    """

    pairs: int = 0
    found: int = 0
    strangers: int = 0
    others: int = 0

    @property
    def share(self):
        return self.found / self.pairs

    @property
    def stray_share(self):
        return self.strangers / self.others


def reach(texts, search, names):
    """Asks for each text. `search` gives (numbers of texts found, how many of them count);
    `names` tells whether a text names a concept."""
    total, missed = Reach(), []
    for asked in texts:
        found, counted = search(asked.text)
        first = set(found[:FIRST])
        for number, text in enumerate(texts):
            if text.concept == asked.concept and text.language != asked.language:
                total.pairs += 1
                total.found += number in first
                if number not in first:
                    missed.append((asked, text))
        strangers = [number for number in range(len(texts)) if not names(number, asked.concept)]
        total.others += len(strangers)
        total.strangers += len(set(found[:counted]).intersection(strangers))
    return total, missed
