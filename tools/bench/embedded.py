"""The embedded engine: a word that a third of 3,000 practices hold, on SQLite, without servers.

A process of its own, because its database is another: `python -m tools.bench.embedded`.
"""

import json
import os
import subprocess
import sys

from tools.bench.figures import Figure, at_most
from tools.bench.places import FOLDER, ROOT
from tools.bench.timing import Times, by_turns

SIZE, EVERY, WORD = 3000, 3, "zorgabrint"
DATABASE, ANSWER = FOLDER / "embedded.sqlite3", FOLDER / "embedded.json"
ROUNDS = 40


def embedded():
    """Figure (g)."""
    run_without_servers("tools.bench.embedded", DATABASE)
    times = {name: Times(tuple(values)) for name, values in json.loads(ANSWER.read_text()).items()}
    what = f"{SIZE:,}, SQLite: /search/ page of a word in {SIZE // EVERY:,}"
    return [
        Figure(f"{SIZE:,}, SQLite: engine and results", str(times["results"])),
        at_most(what, times["view"].p50, 300, f"{times['view']}", unit=" ms"),
    ]


def run_without_servers(module, database):
    """The module as a program, on a database of SQLite and the embedded engine."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
        "DATABASE_URL": f"sqlite:///{database}",
        "ELASTICSEARCH_URL": "",
    }
    subprocess.run([sys.executable, "-m", module], cwd=ROOT, env=environment, check=True)


def measure():
    from search.query import SearchQuery
    from tools.bench.speed import PARTS, candidates

    prepare()
    _request, results, view = (candidates()[name] for name in PARTS)
    query = SearchQuery(text=WORD)
    assert get_total(query) == SIZE // EVERY  # noqa: S101
    times = by_turns({"results": results, "view": view}, [query], ROUNDS, "Embedded engine")
    ANSWER.write_text(json.dumps({name: taken.values for name, taken in times.items()}))


def get_total(query):
    from search.engines import get_engine

    return get_engine().search(query).total


def prepare():
    """A database of 3,000 practices, indexed as Wagtail does; made once."""
    from django.core.management import call_command

    from practices.models import ContributionPage
    from tools.bench.corpus import Corpus

    call_command("migrate", verbosity=0)
    if ContributionPage.objects.count() == SIZE:
        return
    Corpus(SIZE).create()
    _plant_word()
    call_command("update_index", verbosity=0)


def _plant_word():
    from practices.models import ContributionPage

    for page in ContributionPage.objects.order_by("pk")[::EVERY]:
        text = f"{page.objectives} <p>{WORD}</p>"
        ContributionPage.objects.filter(pk=page.pk).update(objectives=text)


if __name__ == "__main__":
    import django

    django.setup()
    measure()
