"""Sends each subscriber what is new for their search, in one mail a day or a week."""

from collections.abc import Iterator
from functools import cache

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from mail.models import Message
from opendata.models import PublicRecord
from opendata.reading import read
from search.every import indexed_until

from .mails import LISTED, digest_mail
from .matching import Matcher
from .models import Alert

BATCH = 500  # alerts of one transaction


def send_due(now=None) -> int:
    """Queue the mails that are due; the number of mails."""
    now = now or timezone.now()
    Alert.objects.overdue(now).delete()
    start = Alert.objects.due(now).aggregate(start=Min("covered_until"))["start"]
    if start is None:
        return 0
    run, total = Run(start, now), 0
    while (sent := run.batch()) is not None:
        total += sent
    return total


class Run:
    """One round of digests: the news since the oldest alert's last mail, matched once for all."""

    def __init__(self, start, now) -> None:
        self.now, self.until = now, indexed_until(now)
        records = PublicRecord.objects.filter(since__gt=start, since__lte=self.until)
        records = records.filter(withdrawn_at__isnull=True).order_by("-since", "-page_id")
        self.since = dict(records.values_list("page_id", "since"))  # newest first
        self.match = cache(Matcher(self.since).match)  # equal searches are asked once
        self.pages = {}

    @transaction.atomic
    def batch(self) -> int | None:
        """Mails of the next few hundred alerts and the note that they are told, or neither."""
        skip = connection.features.has_select_for_update_skip_locked
        due = Alert.objects.due(self.now).select_for_update(skip_locked=skip)
        alerts = list(due[:BATCH])
        if not alerts:
            return None
        mails = list(self._mails(alerts))
        Message.objects.bulk_create(mails)
        for alert in alerts:
            alert.covered_until = max(alert.covered_until, self.until)
            alert.due_at = alert.next_due(self.now)
        Alert.objects.bulk_update(alerts, ["covered_until", "due_at"])
        return len(mails)

    def _mails(self, alerts) -> Iterator:
        news = {alert: self._news(alert) for alert in alerts}
        self._read({pk for ids in news.values() for pk in ids[:LISTED]})
        for alert, ids in news.items():
            shown = [self.pages[pk] for pk in ids[:LISTED] if pk in self.pages]
            if shown:
                yield digest_mail(alert, shown, len(ids))

    def _news(self, alert) -> list:
        found = self.match(alert.params)
        return [pk for pk in self.since if pk in found and self.since[pk] > alert.covered_until]

    def _read(self, ids) -> None:
        """Through published(): what was withdrawn meanwhile is in no mail."""
        self.pages |= {page.pk: page for page in read(list(ids - self.pages.keys()))}
