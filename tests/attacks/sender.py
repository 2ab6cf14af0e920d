"""Sends strange requests to the addresses of the resolver, and leaves nothing behind."""

import os
from contextlib import closing, contextmanager
from itertools import cycle, islice
from unittest import mock

from django.db import transaction
from django.test import Client
from django.utils.datastructures import MultiValueDict

from tests.test_country_wall import EXEMPT, ROUTES


def addresses(world):
    """(route, address) for every way to fill an address."""
    for route, names in ROUTES:
        if route not in EXEMPT:
            yield from ((route, address) for address in world.addresses(route, names))


def shares(addresses, kinds, share):
    """(address, kinds it is sent): some for each, one share following the other; or all for each.

    `MALFORMED=all` in the environment asks for all.
    """
    if os.environ.get("MALFORMED") == "all":
        return [(address, list(kinds)) for address in addresses]
    endless = cycle(kinds)
    return [(address, list(islice(endless, share))) for address in addresses]


@contextmanager
def noted():
    """The names that anybody looks up in a query, a form or its files meanwhile."""
    names, getitem, getlist = set(), MultiValueDict.__getitem__, MultiValueDict._getlist

    def note(look_up, values, key, *rest, **options):
        names.add(key)
        return look_up(values, key, *rest, **options)

    with (
        mock.patch.object(MultiValueDict, "__getitem__", lambda *a, **o: note(getitem, *a, **o)),
        mock.patch.object(MultiValueDict, "_getlist", lambda *a, **o: note(getlist, *a, **o)),
    ):
        yield names


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
