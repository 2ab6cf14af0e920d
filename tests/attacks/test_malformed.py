"""Rows 28 and 40: every view, asked as no browser asks, by somebody who is let in everywhere.

One address of each view of ours gets a share of the nonsense, another one than its neighbours, and
of the addresses of other sites where it goes on to one it is told. In the night every address gets
all of it, and those of Wagtail's views do too.
"""

import gc
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.nightly import NIGHTLY
from tests.test_country_wall import ROUTES, World

from .malformed import BY_NAME, MALFORMED
from .redirects import AWAY, leaves
from .sender import Sender, is_ours, of_the_day, shares

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("superusers_act")]
SHARE = 1  # of some eighty
SHARE_AWAY = 2  # of forty addresses of other sites
GO_ON = {"choose_language", "set_up_second_factor"}  # views of ours that read `next`


@pytest.fixture
def world(db, settings):
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10**6  # the walk is one visitor
    return World()


def error(answer):
    return repr(answer.exc_info[1]) if answer.exc_info else answer.content[:200]


# Wagtail leaves the scratch file of a smaller picture to the garbage collector.
@pytest.mark.fault(28, 40)
@pytest.mark.share
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_nonsense_gets_an_answer_and_nobody_is_sent_away(world):
    """One walk: what it costs is to find out what each view asks for."""
    sender, faults, sent, going_on = Sender(people.superuser()), [], 0, set()
    nonsense, away = shares(MALFORMED, SHARE), shares(AWAY, SHARE_AWAY)
    for route, address in of_the_day(world):
        kinds = next(nonsense)
        by_name = NIGHTLY or route in GO_ON or any(kind.startswith(BY_NAME) for kind in kinds)
        names = sender.names(address, world.form) if by_name else []
        for kind in kinds:
            answer = sender.send(MALFORMED[kind], address, names)
            if answer.status_code >= 500:
                faults.append(f"{route} {address} {kind}: {error(answer)}")
            sent += 1
        if "next" in names and route not in going_on:
            going_on.add(route)
            faults += sent_away(sender, route, address, next(away), world.form)
    gc.collect()  # here, and not while another test runs
    assert faults == [], "\n".join(faults)
    assert sent >= SHARE * len([route for route, _names in ROUTES if is_ours(route)]) / 2
    assert going_on >= GO_ON
    assert len(going_on) > 20 or not NIGHTLY


def sent_away(sender, route, address, wishes, form):
    for wish, (ask, data) in product(wishes, ((Client.get, {}), (Client.post, form))):
        answer = sender.send(ask, address, data | {"next": wish})
        if leaves(answer.get("Location", "")):
            yield f"{ask.__name__} {route}: {wish!r} → {answer['Location']!r}"


def test_a_failing_view_would_be_noticed(world):
    answer = Sender(people.superuser()).send(Client.get, reverse("wagtailadmin_error_test"))
    assert (answer.status_code, bool(error(answer))) == (500, True)
