"""An assessment in the world of record_worker.py, whose suggestions are asked for again and again.

See suggestions.py. The milliseconds until they were there, on a line for each line that is read.
"""

import json
import os
import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402  after setup
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from search.engines.elastic import ElasticEngine  # noqa: E402
from taxonomy.models import MemberState, PolicyDocument  # noqa: E402
from tests import people  # noqa: E402
from tools.bench.record_worker import prepare  # noqa: E402
from workshops import answers, items, rooms  # noqa: E402
from workshops.models import Assessment  # noqa: E402
from workshops.suggestions.suggested import ON_A_LIST, suggestions  # noqa: E402

ITEMS = 103
ITSELF, PAGE = f"{ITEMS} items", "the page"


def main(practices, interventions):
    """The time limits stay those of production: an answer that comes too late would be none."""
    prepare(practices, interventions)
    settings.TWO_FACTOR_REQUIRED = False
    if settings.ELASTICSEARCH_URL:
        import search.engines

        search.engines.get_engine = ElasticEngine  # no stand-in answers unseen
        import workshops.suggestions.suggested

        workshops.suggestions.suggested.get_engine = ElasticEngine
    state = MemberState.objects.get(code="ke")
    listed = [item for each in items.SETS.values() for item in each()]
    listed = (listed * 2)[:ITEMS]
    with transaction.atomic():
        person, room, assessment = _all_gaps(state)
    client = Client()
    client.force_login(person)
    address = reverse("workshop_suggestions", args=[room.uid, assessment.pk])
    measured = {
        ITSELF: lambda: suggestions(listed, state, ON_A_LIST),
        PAGE: lambda: _page(client, address),
    }
    print(json.dumps({name: name for name in measured}), flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        measured[line.strip()]()
        print((time.perf_counter() - start) * 1000, flush=True)


def _page(client, address):
    response = client.get(address)
    if response.status_code != 200 or b"suggested__item" not in response.content:
        sys.exit(f"{address}: {response.status_code}, or nothing was suggested")


def _all_gaps(state):
    person, today = people.focal_point(state.code), timezone.localdate()
    room = rooms.open_room(state, today, today, today, person)
    assessment = rooms.begin_assessment(room, PolicyDocument.objects.first(), "All gaps")
    Assessment.objects.filter(pk=assessment.pk).update(items=Assessment.Items.CHALLENGES)
    assessment.refresh_from_db()
    for item in items.items_of(assessment):
        answers.keep(answers.answer_of(assessment, None, item), {"status": "none"})
    return person, room, assessment


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
    os._exit(0)
