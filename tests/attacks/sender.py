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
    """(route, address) of a few addresses of each view of ours; Wagtail's are for the night."""
    return [
        (route, address)
        for route, names in ROUTES
        if NIGHTLY or is_ours(route)
        for address in world.by_day(route, names)
    ]


def shares(addresses, kinds, share):
    """(address, kinds it is sent): some for each, one share following the other; by night all."""
    if NIGHTLY:
        return [(address, list(kinds)) for address in addresses]
    endless = cycle(kinds)
    return [(address, list(islice(endless, share))) for address in addresses]


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
