"""Sends strange requests to the addresses of the resolver, and leaves nothing behind."""

from contextlib import closing
from itertools import cycle, islice

from django.db import transaction
from django.test import Client

from tests.nightly import NIGHTLY
from tests.noted import noted
from tests.test_country_wall import ROUTES


def is_ours(route):
    return not route.startswith("wagtail")


def of_the_day(world):
    """(route, address) of each view of ours; in the night of Wagtail's too, and all addresses."""
    return [
        (route, address)
        for route, names in ROUTES
        if NIGHTLY or is_ours(route)
        for address in world.by_day(route, names)[: None if NIGHTLY else 1]
    ]


def shares(kinds, share):
    """For each who asks the next few, from the first again after the last; in the night all."""
    endless = cycle(kinds)
    while True:
        yield list(kinds) if NIGHTLY else list(islice(endless, share))


class Sender:
    """Signed in anew for each request; whatever it changes is taken back."""

    def __init__(self, person):
        first = Client()
        first.force_login(person)
        self.cookies = first.cookies

    def send(self, ask, *arguments):
        client = Client(raise_request_exception=False)
        client.cookies.load({name: cookie.value for name, cookie in self.cookies.items()})
        with transaction.atomic():
            with closing(ask(client, *arguments)) as answer:
                pass
            transaction.set_rollback(True)
        return answer

    def names(self, address, form):
        """What the view asks its query and its form for."""
        with noted() as names:
            self.send(Client.get, address)
            self.send(Client.post, address, form)
        # A query of the interface is looked up by schemas, among them by what is no name.
        return sorted(n for n in names if isinstance(n, str) and n != "csrfmiddlewaretoken")
