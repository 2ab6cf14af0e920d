"""Rooms of workshops when all States have three full assessments, against one without an answer.

All of it is made in a transaction that is taken back. Without the other parts, on the database of
DATABASE_URL: `python -m tools.bench.workshops`.
"""

import os
from itertools import cycle

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.bench.settings")
    django.setup()

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from taxonomy.models import Chapter, MemberState, PolicyDocument, Recommendation
from tools.bench.figures import at_most
from tools.bench.places import SMALL
from tools.bench.timing import by_turns, ratio
from tools.bench.worlds import World
from workshops import items, rooms
from workshops.entry import seats
from workshops.models import Answer, StateKey

ASSESSMENTS, ITEMS, ROUNDS = 3, 103, 100
PAGES = {"workshop_assessment": [], "workshop_results": ["agreed"]}
GOAL = 2


class TakenBackError(Exception):
    """Ends the transaction; nothing of it stays."""


def workshops():
    World(SMALL).enter()
    return measure()


def measure():
    found = []
    try:
        with transaction.atomic():
            _items()
            empty, full = _made()
            found = [each for page in PAGES for each in _figures(page, empty, full)]
            raise TakenBackError
    except TakenBackError:
        return found


def _items():
    """As many as the list of the outcome document has."""
    Recommendation.objects.all().delete()
    chapters = list(Chapter.objects.all())
    Recommendation.objects.bulk_create(
        Recommendation(
            chapter=chapters[number % len(chapters)],
            letter=f"{number}",
            key=f"bench-{number}",
            label_en=f"Recommendation {number}",
            verified=True,
        )
        for number in range(ITEMS)
    )


def _made():
    """(empty, full): (browser, assessment)"""
    text = PolicyDocument.objects.get(key=items.OUTCOME_DOCUMENT)
    states = list(MemberState.objects.all())
    full = [_assessed(state, text) for state in states]
    today = timezone.localdate()
    empty_state = MemberState.objects.create(code="zz", alpha3="ZZZ", m49="999", name_en="Nowhere")
    room = rooms.open_room(empty_state, today, today, today, None)
    empty = rooms.begin_assessment(room, text, "Empty")
    return (_browser(room), empty), (_browser(full[0].room), full[0])


def _assessed(state, text):
    today = timezone.localdate()
    room = rooms.open_room(state, today, today, today, None)
    found = None
    for _number in range(ASSESSMENTS):
        found = rooms.begin_assessment(room, text, "Assessment")
        key = StateKey.objects.current(state)
        statuses = cycle(Answer.Status.values)
        rows = []
        for item, status in zip(items.items_of(found), statuses, strict=False):
            row = Answer(assessment=found, item=item.key)
            said = {"status": status, "note": "What was said. " * 20, "lead": "Health"}
            said |= {"next_step": "Draft it. " * 10, "next_date": "2027-01-31", "owner": "Justice"}
            said |= {"assistance": "Training. " * 10, "assistance_from": "UNODC"}
            row.seal_with(key, said)
            rows.append(row)
        Answer.objects.bulk_create(rows)
    return found


def _browser(room):
    """Of a facilitator, who needs no second factor."""
    person = {"name": "A", "email": "a@bench.test", "ministry": "", "language": "en"}
    facilitator = rooms.invite(room, person, "facilitator", None, None)
    client = Client(headers={"host": "127.0.0.1"})
    session = client.session
    session[seats.KEY] = {str(room.uid): facilitator.pk}
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def _figures(page, empty, full):
    def reader(browser, assessment):
        address = reverse(page, args=[assessment.room.uid, assessment.pk, *PAGES[page]])

        def read(_question):
            answer = browser.get(address)
            if answer.status_code != 200:
                raise AssertionError(f"{address}: {answer.status_code}")

        return read

    candidates = {"empty": reader(*empty), "full": reader(*full)}
    times = by_turns(candidates, [page], ROUNDS, page)
    at_p50, at_p95 = ratio(times["full"], times["empty"])
    note = f"{times['full']} against {times['empty']}; {at_p50:.2f}× at p50"
    return [at_most(f"{page}, full / empty at p95", at_p95, GOAL, note)]


if __name__ == "__main__":
    for figure in measure():
        print(figure)
