"""Public test collections: documents, questions, what people judged relevant; nDCG and recall."""

import json
import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

DEPTH, RECALL_DEPTH = 10, 100


@dataclass(frozen=True)
class Collection:
    """One folder with docs.jsonl, queries.jsonl and qrels.tsv (query, document, grade)."""

    folder: Path

    @property
    def name(self):
        return self.folder.name

    @property
    def language(self):
        """xquad-es is Spanish; a name without a language is English."""
        return self.folder.name.partition("-")[2] or "en"

    def documents(self):
        return self._rows("docs.jsonl")

    def queries(self):
        return {row["id"]: row["text"] for row in self._rows("queries.jsonl")}

    def judgements(self):
        """{query: {document: grade}}"""
        grades = defaultdict(dict)
        for line in (self.folder / "qrels.tsv").read_text().splitlines():
            query, document, grade = line.split("\t")
            grades[query][document] = int(grade)
        return grades

    def _rows(self, name):
        return [json.loads(line) for line in (self.folder / name).read_text().splitlines()]


def ndcg(found, grades):
    """nDCG at 10 of a ranking of document ids; a grade counts as it stands."""
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(document, 0) for document in found]) / best if best else 0.0


def recall(found, grades):
    """The share of the relevant documents among the first hundred; None if there are none."""
    relevant = {document for document, grade in grades.items() if grade > 0}
    return len(relevant & set(found[:RECALL_DEPTH])) / len(relevant) if relevant else None


def means(rankings, judgements):
    """(mean nDCG@10, mean recall@100) of {query: ranking of document ids}."""
    gained = [ndcg(found, judgements[query]) for query, found in rankings.items()]
    held = [recall(found, judgements[query]) for query, found in rankings.items()]
    held = [share for share in held if share is not None]
    return sum(gained) / len(gained), sum(held) / len(held)


def _gain(grades):
    ranked = enumerate(grades[:DEPTH], start=2)
    return sum(grade / math.log2(rank) for rank, grade in ranked if grade > 0)
