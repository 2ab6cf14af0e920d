"""nDCG@10 and R@100 on the embedded engine, against a bare FTS5 search on the same rows.

A process of its own, because its database is another: `python -m tools.bench.embedded_relevance`.
"""

import json
import random
import re

from tools.bench.embedded import run_without_servers
from tools.bench.figures import Figure
from tools.bench.judged import means
from tools.bench.places import FOLDER

DATABASE, ANSWER = FOLDER / "relevance.sqlite3", FOLDER / "relevance.json"
LEAST, LEAST_MISSPELT = 0.97, 0.8  # of the bare search; of the same question spelt right
MOST = 200  # misspelt questions of a collection
DEEP = 100


def embedded_relevance():
    run_without_servers("tools.bench.embedded_relevance", DATABASE)
    return [Figure(*row) for row in json.loads(ANSWER.read_text())]


def measure():
    from django.core.management import call_command

    from tools.bench.relevance import collections

    call_command("migrate", verbosity=0)
    rows = [row for collection in collections() for row in _rows(collection)]
    ANSWER.write_text(json.dumps(rows))


def _rows(collection):
    fill(collection)
    judgements = collection.judgements()
    asked = {key: text for key, text in collection.queries().items() if key in judgements}
    ids = [row["id"] for row in collection.documents()]

    def measured(texts, find):
        rankings = {key: [ids[number] for number in find(text)] for key, text in texts.items()}
        return means(rankings, judgements)

    own, plain = measured(asked, ours), measured(asked, bare)
    for what, value, other in zip(("nDCG@10", "R@100"), own, plain, strict=True):
        yield (
            f"{collection.name}, embedded: {what}",
            f"{value:.3f}",
            f"≥ {LEAST} × bare",
            value >= LEAST * other,
            f"bare FTS5, any of the words, {other:.3f}",
        )
    if collection.language == "zh":
        return  # no letters to misspell
    from tools.bench.typos import misspelt

    right = dict(list(asked.items())[:MOST])
    rng = random.Random(collection.name)  # noqa: S311  the point is that it repeats
    before = measured(right, ours)[0]
    after = measured({key: misspelt(text, rng) for key, text in right.items()}, mended_ours)[0]
    yield (
        f"{collection.name}, embedded: nDCG@10 of {len(right)} misspelt questions",
        f"{after / before:.3f}×",
        f"≥ {LEAST_MISSPELT}×",
        after / before >= LEAST_MISSPELT,
        f"{after:.3f} against {before:.3f} spelt right",
    )


def fill(collection):
    """The documents as the portal indexes pages, and as they stand in a table of FTS5."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from wagtail.search.models import IndexEntry

    from common.stems import index_words
    from practices.models import PracticePage
    from search import vocabulary

    IndexEntry.objects.all().delete()
    vocabulary.forget()
    practice = ContentType.objects.get_for_model(PracticePage)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare")
        cursor.execute("CREATE VIRTUAL TABLE bare USING fts5(title, body, tokenize='porter')")
        for number, row in enumerate(collection.documents()):
            language = collection.language
            title, body = (index_words(row[part], language) for part in ("title", "text"))
            IndexEntry.objects.create(
                object_id=str(number), content_type=practice, title=title, body=body
            )
            cursor.execute(
                "INSERT INTO bare (rowid, title, body) VALUES (%s, %s, %s)",
                [number, row["title"], row["text"]],
            )


def ours(text):
    from search.engines.database_ranks import ranked_ids

    full, loose = ranked_ids(text)
    return [*full, *loose][:DEEP]


def mended_ours(text):
    from search import vocabulary
    from search.spelling import mended

    return ours(mended(text, vocabulary.unknown(text)))


def bare(text):
    from django.db import connection

    words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
    with connection.cursor() as cursor:
        sql = "SELECT rowid FROM bare WHERE bare MATCH %s ORDER BY bm25(bare) LIMIT %s"
        cursor.execute(sql, [words, DEEP])
        return [number for (number,) in cursor.fetchall()]


if __name__ == "__main__":
    import django

    django.setup()
    measure()
