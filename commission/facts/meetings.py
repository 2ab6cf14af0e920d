"""Meetings with their segments, figures and links: pages that stand in the calendar."""

from collections import defaultdict
from collections.abc import Iterator

from commission.models import Figure, MeetingIndexPage, MeetingLink, MeetingPage, Segment

from . import pages
from .files import rows, with_verified

FILES = {"segments": "segments", "figures": "figures", "web_links": "links"}  # of the children
TERMS = ("challenges", "chapters")  # of a meeting: those of its verified segments
TARGET = pages.Target(
    "meetings",
    MeetingPage,
    MeetingIndexPage,
    {"segments": Segment, "figures": Figure, "web_links": MeetingLink},
)


def load() -> Iterator[pages.Outcome]:
    yield from pages.load(TARGET, _wanted())


def _wanted() -> Iterator[pages.Wanted]:
    children: dict[str, dict[str, pages.Rows]] = defaultdict(lambda: {name: {} for name in FILES})
    for relation, file in FILES.items():
        for row in rows(file):
            meeting, key = row.pop("meeting"), row.pop("key")
            children[meeting][relation][key] = with_verified(row)
    for row in rows(TARGET.file):
        key = row.pop("key")
        verified = [each for each in children[key]["segments"].values() if each["verified"]]
        terms = {name: sorted({term for each in verified for term in each[name]}) for name in TERMS}
        yield pages.Wanted(key, row | terms, children[key])
