"""Row 28: whatever an address says where to go on to, nobody is sent to another site."""

import gc
import re
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.nightly import NIGHTLY
from tests.test_country_wall import World

from .sender import Sender, of_the_day, shares

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("superusers_act")]
SHARE = 2  # for each view
OURS = {"choose_language", "set_up_second_factor"}  # that go on to `next`
AWAY = [
    "https://evil.example/",
    "HTTPS://EVIL.EXAMPLE",
    "ftp://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/%2f..",
    "//evil.example/%2f%2e%2e",
    "//evil%E3%80%82example",
    "//evil。example",
    "//user:word@evil.example",
    "//testserver@evil.example",
    "//testserver:80@evil.example",
    "//testserver.evil.example",
    "//testserver\\@evil.example",
    "//3232235777",
    "//[::1]/",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\x00//evil.example",
    "\x01https://evil.example",
    "\x1f//evil.example",
    "\u2028//evil.example",
    "http:evil.example",
    "http:/evil.example",
    "http:///evil.example",
    "http:\\\\evil.example",
    "http://testserver@evil.example",
    "http://testserver%00.evil.example",
    "http://evil.example#testserver",
    "http://evil.example?testserver",
    "http://evil.example\\testserver",
    "javascript:alert(1)",
    "JaVa\nScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
]
PATHS = ["//evil.example", "//evil.example/..", "/\\evil.example", "///evil.example/admin"]


def leaves(location):
    """Reads an address as a browser does (WHATWG URL): is it of another site?"""
    seen = re.sub(r"[\t\n\r]", "", location.strip("".join(map(chr, range(33))))).replace("\\", "/")
    if re.match(r"[a-z][a-z0-9+.-]*:", seen, re.I):
        return not re.match(r"https?://testserver([/?#]|$)", seen)
    return seen.startswith("//")


@pytest.mark.parametrize("address", AWAY)
def test_the_oracle_knows_them(address):
    odd = {"\u2028//evil.example"}  # a path to a browser; here for what decodes it first
    assert leaves(address) is (address not in odd)


@pytest.mark.parametrize("address", ["/account/", "?next=//evil.example", "http://testserver/a"])
def test_the_oracle_knows_ours(address):
    assert not leaves(address)


def asked_for_next(sender, world):
    """One address of every view that looks for `next`; of Wagtail's, in the night."""
    one = dict(of_the_day(world)).items()
    return [(route, a) for route, a in one if "next" in sender.names(a, world.form)]


# Wagtail leaves the scratch file of a smaller picture to the garbage collector.
@pytest.mark.fault(28)
@pytest.mark.share
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_view_sends_anybody_away():
    world, sender, faults = World(), Sender(people.superuser()), []
    asked = asked_for_next(sender, world)
    for (route, address), wishes in shares(asked, AWAY, SHARE):
        for wish, (ask, data) in product(wishes, ((Client.get, {}), (Client.post, world.form))):
            answer = sender.send(ask, address, data | {"next": wish})
            if leaves(answer.get("Location", "")):
                faults.append(f"{ask.__name__} {route}: {wish!r} → {answer['Location']!r}")
    gc.collect()  # here, and not while another test runs
    assert faults == []
    assert {route for route, _address in asked} >= OURS
    assert len(asked) > 20 or not NIGHTLY


@pytest.mark.fault(28)
@pytest.mark.parametrize("wish", AWAY)
def test_signing_in_sends_nobody_away(client, wish):
    person = people.focal_point("ke")
    data = {"username": person.username, "password": people.PASSWORD, "next": wish}
    answer = client.post(reverse("wagtailadmin_login"), data)
    assert answer.status_code == 302
    assert not leaves(answer["Location"])


@pytest.mark.fault(28)
@pytest.mark.parametrize("path", PATHS)
def test_no_path_is_taken_for_a_site(client, path):
    answer = client.get(path)
    assert not leaves(answer.get("Location", ""))
