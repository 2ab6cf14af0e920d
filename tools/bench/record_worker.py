"""One world with or without the Commission's record, which answers addresses one by one.

See record.py. First a line of JSON with the addresses; then for each address on a line of its own
the milliseconds until the page was there.
"""

import json
import os
import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402  after setup
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from practices.models import ContributionPage  # noqa: E402
from search.addresses import url_of  # noqa: E402
from search.engines.elastic_client import ALIAS, worker_client  # noqa: E402
from search.rebuild import exists, rebuild  # noqa: E402
from tools.bench.corpus import Corpus  # noqa: E402
from tools.bench.questions import QUESTIONS  # noqa: E402
from tools.bench.record_corpus import MEETINGS, RecordCorpus  # noqa: E402

PATIENCE = 30  # seconds: a busy machine must not turn a slow answer into another engine's
STAND_IN = b"Results come from a simpler search"


def main(practices, interventions):
    settings.SEARCH_CALL_TIMEOUT = settings.SEARCH_REQUEST_TIMEOUT = PATIENCE
    prepare(practices, interventions)
    client = Client()
    found = {"/search/": "/search/"} | {query.text: url_of(query) for query in QUESTIONS}
    print(json.dumps(found), flush=True)
    for line in sys.stdin:
        print(taken(client, line.strip()), flush=True)


def prepare(practices, interventions):
    """Fill the database and the index, unless they are as wanted."""
    call_command("migrate", verbosity=0, stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0, stdout=sys.stderr)
    wanted = practices + (interventions + MEETINGS if interventions else 0)
    is_new = ContributionPage.objects.count() != wanted
    if is_new:
        Corpus(practices).create()
        if interventions:
            RecordCorpus(interventions).create()
    if not settings.ELASTICSEARCH_URL:
        if is_new:
            call_command("update_index", verbosity=0, stdout=sys.stderr)
    elif not (exists() and worker_client().count(index=ALIAS)["count"] == wanted):
        rebuild()
        worker_client().indices.forcemerge(index=ALIAS, max_num_segments=1)


def taken(client, address):
    start = time.perf_counter()
    response = client.get(address)
    milliseconds = (time.perf_counter() - start) * 1000
    if response.status_code != 200 or STAND_IN in response.content:
        sys.exit(f"{address}: {response.status_code}, or Elasticsearch was not asked")
    return milliseconds


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
    os._exit(0)
