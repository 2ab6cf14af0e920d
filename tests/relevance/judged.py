"""The judged set: its rows, its pages in the database, and nDCG of what a search finds."""

import csv
import json
from collections import defaultdict
from pathlib import Path

from django.http import QueryDict

from practices.bulk.publishing import publish_new
from practices.models import PracticePage, StrategyPage
from search import rescue
from search.asking import ask_for
from search.engines import get_engine
from taxonomy.models import Challenge, Chapter, TargetGroup
from tests.factories import member_state, state_page
from tools.bench.judged import DEPTH, ndcg

FOLDER = Path(__file__).parent
MODELS = {"practice": (PracticePage, "description"), "strategy": (StrategyPage, "objectives")}


def rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def documents():
    lines = (FOLDER / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def grades(name="qrels.tsv"):
    """{search: {text: grade}}"""
    by_query = defaultdict(dict)
    for row in rows(name):
        by_query[row["query"]][row["document"]] = int(row["grade"])
    return by_query


def fill():
    """{page id: key of the text}: every text as a public page below its State's."""
    placed = [
        (state_page(text["state"]), _page(text, f"judged-{number}"))
        for number, text in enumerate(documents())
    ]
    publish_new(placed, None, way="test")
    return {page.pk: text["key"] for (_place, page), text in zip(placed, documents(), strict=True)}


def _page(text, slug):
    model, body = MODELS[text["type"]]
    return model(
        title=text["title"],
        slug=slug,
        state=member_state(text["state"]),
        summary=text["lead"],
        language=text["language"],
        start_year=text["year"],
        chapters=list(Chapter.objects.filter(number__in=text["chapters"])),
        challenges=list(Challenge.objects.filter(slug__in=text["challenges"])),
        target_groups=list(TargetGroup.objects.filter(slug__in=text["target_groups"])),
        **{body: "".join(f"<p>{part}</p>" for part in text["body"].split("\n\n"))},
    )


def scores(keys):
    """{kind: [nDCG@10 of each search]}, asked as /search/ asks; under "all" those of every kind."""
    judged, by_kind = grades(), defaultdict(list)
    for row in rows("queries.tsv"):
        selected = {name: tuple(values) for name, values in QueryDict(row["filters"]).lists()}
        asked = ask_for(row["text"], selected=selected, page_size=DEPTH)
        _query, raw, _notice = rescue.search(get_engine(), asked)
        score = ndcg([keys[pk] for pk in raw.ids], judged[row["id"]])
        for kind in (row["kind"], "all"):
            by_kind[kind].append(score)
    return by_kind


def kappa(first, second):
    """Cohen's kappa of two lists of grades 0 to 2, with quadratic weights."""
    pairs = list(zip(first, second, strict=True))
    observed = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    expected = sum((a - b) ** 2 for a in first for b in second) / len(pairs) ** 2
    return 1 - observed / expected
