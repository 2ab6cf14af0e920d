"""10,000 alerts by mail against a day's 50 publications, among 10,000 contributions."""

import random
import resource
import time
from datetime import timedelta

from django.utils import timezone

from tools.bench.figures import Figure
from tools.bench.places import SMALL
from tools.bench.questions import new_questions
from tools.bench.worlds import World

ALERTS, NEWS, TEXTS = 10_000, 50, 1_000
WITH_WORDS = 0.4  # share of alerts; the others are on a cell of the coverage matrix
KIND = "practice"
CHALLENGES = ["hiv-hcv", "treatment-gap", "nps-health", "markets-diversify"]


def alerts():
    World(SMALL).enter()
    now = timezone.now()
    _publications(now)
    _subscribers(now)
    before = _memory()
    start = time.perf_counter()
    mails = _send(now)
    seconds = time.perf_counter() - start
    note = f"{mails} mails; {_memory() - before:.0f} MiB more memory; {TEXTS:,} different texts"
    return [Figure(f"{ALERTS:,} alerts, {NEWS} publications", f"{seconds:.1f} s", note=note)]


def _publications(now):
    """The ledger as it is on the day: all known long ago but for the last fifty."""
    from opendata.models import PublicRecord
    from practices.models import ContributionPage

    PublicRecord.objects.all().delete()
    pks = ContributionPage.objects.published().order_by("-pk").values_list("pk", flat=True)
    PublicRecord.objects.bulk_create(
        PublicRecord(page_id=pk, kind=KIND, since=now, changed_at=now) for pk in pks[:NEWS]
    )


def _subscribers(now):
    from alerts.models import Alert

    Alert.objects.all().delete()
    rng = random.Random(7)  # noqa: S311  not a secret
    texts = [question.text for question in new_questions(TEXTS)]
    Alert.objects.bulk_create(_alert(number, rng, texts, now) for number in range(ALERTS))


def _alert(number, rng, texts, now):
    from alerts.models import Alert

    words = f"q={rng.choice(texts)}"
    params = words if rng.random() < WITH_WORDS else _cell(rng)
    yesterday = now - timedelta(days=1)
    alert = Alert(params=params, frequency="daily", language="en", confirmed_at=yesterday)
    alert.covered_until = alert.due_at = yesterday
    alert.email = f"reader{number}@example.org"
    return alert


def _cell(rng):
    challenge, region = rng.choice(CHALLENGES), rng.choice(["grulac", "weog", "african"])
    return f"chapter={rng.randint(1, 7)}&challenge={challenge}&region={region}"


def _send(now):
    from alerts.digest import send_due
    from mail.models import Message

    try:
        return send_due(now)
    finally:  # nothing of it is to be sent
        Message.objects.filter(to__startswith="reader").delete()


def _memory():
    """The most this process has used, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
