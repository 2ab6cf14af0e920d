"""Row 40: every view of the resolver, asked as no browser asks, by somebody let in everywhere.

Up to two addresses of each view of ours get a share of the nonsense, another one than their
neighbours. In the night every address gets all of it, and those of Wagtail's views do too.
"""

import gc

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.test_country_wall import ROUTES, World

from .malformed import MALFORMED
from .sender import Sender, is_ours, of_the_day, shares

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("superusers_act")]
SHARE = 2  # of some eighty


@pytest.fixture
def world(db, settings):
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10**6  # the walk is one visitor
    return World()


def error(answer):
    return repr(answer.exc_info[1]) if answer.exc_info else answer.content[:200]


# Wagtail leaves the scratch file of a smaller picture to the garbage collector.
@pytest.mark.fault(40)
@pytest.mark.share
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_nonsense_gets_an_answer(world):
    sender, faults, sent = Sender(people.superuser()), [], 0
    for (route, address), kinds in shares(of_the_day(world), MALFORMED, SHARE):
        names = sender.names(address, world.form)
        for kind in kinds:
            answer = sender.send(MALFORMED[kind], address, names)
            if answer.status_code >= 500:
                faults.append(f"{route} {address} {kind}: {error(answer)}")
            sent += 1
    gc.collect()  # here, and not while another test runs
    assert faults == [], "\n".join(faults)
    assert sent >= SHARE * len([route for route, _names in ROUTES if is_ours(route)]) / 2


def test_a_failing_view_would_be_noticed(world):
    answer = Sender(people.superuser()).send(Client.get, reverse("wagtailadmin_error_test"))
    assert (answer.status_code, bool(error(answer))) == (500, True)
