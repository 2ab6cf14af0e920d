"""nDCG@10 and R@100 on the embedded engine, against a bare FTS5 search on the same rows.

A process of its own, because its database is another: `python -m tools.bench.embedded_relevance`.
"""

import json
import os
import re
import subprocess
import sys

from tools.bench.figures import Figure
from tools.bench.judged import means
from tools.bench.places import FOLDER, ROOT

DATABASE, ANSWER = FOLDER / "relevance.sqlite3", FOLDER / "relevance.json"
LEAST = 0.97  # of the bare search
DEEP = 100


def embedded_relevance():
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
        "DATABASE_URL": f"sqlite:///{DATABASE}",
        "ELASTICSEARCH_URL": "",
    }
    command = [sys.executable, "-m", "tools.bench.embedded_relevance"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return [Figure(*row) for row in json.loads(ANSWER.read_text())]


def measure():
    from django.core.management import call_command

    from tools.bench.relevance import collections

    call_command("migrate", verbosity=0)
    rows = []
    for collection in collections():
        fill(collection)
        judgements = collection.judgements()
        asked = {key: text for key, text in collection.queries().items() if key in judgements}
        ids = [row["id"] for row in collection.documents()]
        pairs = {
            name: means(
                {key: [ids[n] for n in find(text)] for key, text in asked.items()}, judgements
            )
            for name, find in (("ours", ours), ("bare", bare))
        }
        for at, measured in enumerate(("nDCG@10", "R@100")):
            own, other = pairs["ours"][at], pairs["bare"][at]
            value, reached = f"{own:.3f}", own >= LEAST * other
            note = f"bare FTS5, any of the words, {other:.3f}"
            what = f"{collection.name}, embedded: {measured}"
            rows.append((what, value, f"≥ {LEAST} × bare", reached, note))
    ANSWER.write_text(json.dumps(rows))


def fill(collection):
    """The documents as the portal indexes pages, and as they stand in a table of FTS5."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from wagtail.search.models import IndexEntry

    from common.stems import index_words
    from practices.models import PracticePage

    IndexEntry.objects.all().delete()
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
