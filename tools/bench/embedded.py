"""The embedded engine on SQLite, without servers: one world, which answers addresses one by one.

A process of its own, because its database is another: `python -m tools.bench.embedded SIZE`. First
a line of JSON with the words that may be asked for; then for each word on a line of its own the
milliseconds until its results page was there. See goals/beside_datasette.py.
"""

import json
import os
import subprocess
import sys
import time

from tools.bench.places import FOLDER, ROOT

EVERY, WORD = 3, "zorgabrint"  # the word that every third practice holds
MANY, RARE = 1000, "quastevol"  # and the one that a thousand hold, of however many


def database(size):
    return FOLDER / f"embedded-{size}.sqlite3"


def environment(path):
    """Of a process on a database of SQLite and the embedded engine."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
        "DATABASE_URL": f"sqlite:///{path}",
        "ELASTICSEARCH_URL": "",
        "KEPT_PAGES_SECONDS": "0",
    }


def run_without_servers(module, path):
    """The module as a program, in that environment."""
    subprocess.run([sys.executable, "-m", module], cwd=ROOT, env=environment(path), check=True)


def main(size):
    from tools.bench.goals.datasette_rows import write

    prepare(size)
    write(size)
    print(json.dumps({word: word for word in words(size)}), flush=True)
    for line in sys.stdin:
        print(_taken(line.strip()), flush=True)


def words(size):
    """{word: how many practices hold it}"""
    return {WORD: -(-size // EVERY)} | ({RARE: MANY} if size > EVERY * MANY else {})


def _taken(word):
    from search.query import SearchQuery
    from tools.bench.speed import PARTS, candidates

    page = candidates()[PARTS[-1]]
    query = SearchQuery(text=word)
    start = time.perf_counter()
    page(query)
    return (time.perf_counter() - start) * 1000


def prepare(size):
    """A database of so many practices, indexed as Wagtail does; made once."""
    from django.core.management import call_command

    from practices.models import ContributionPage
    from search.engines import get_engine
    from search.query import SearchQuery
    from tools.bench.corpus import Corpus

    call_command("migrate", verbosity=0, stdout=sys.stderr)
    if ContributionPage.objects.count() != size:
        Corpus(size).create()
        _plant(WORD, slice(None, None, EVERY))
        _plant(RARE, slice(MANY))
        call_command("update_index", verbosity=0, stdout=sys.stderr)
    for word, number in words(size).items():
        assert get_engine().search(SearchQuery(text=word)).total == number  # noqa: S101


def _plant(word, which):
    from practices.models import ContributionPage

    for page in ContributionPage.objects.order_by("pk")[which]:
        text = f"{page.objectives} <p>{word}</p>"
        ContributionPage.objects.filter(pk=page.pk).update(objectives=text)


if __name__ == "__main__":
    import django

    django.setup()
    main(int(sys.argv[1]))
    os._exit(0)
