"""The names that a request is asked for: a parameter that nobody looks up changes no answer."""

from contextlib import contextmanager
from unittest import mock

from django.utils.datastructures import MultiValueDict


@contextmanager
def noted():
    """The names that anybody looks up in a query, a form or its files meanwhile."""
    names, getitem, getlist = set(), MultiValueDict.__getitem__, MultiValueDict._getlist

    def note(look_up, values, key, *rest, **options):
        names.add(key)
        return look_up(values, key, *rest, **options)

    def contains(values, key):
        names.add(key)
        return dict.__contains__(values, key)

    with (
        mock.patch.object(MultiValueDict, "__getitem__", lambda *a, **o: note(getitem, *a, **o)),
        mock.patch.object(MultiValueDict, "_getlist", lambda *a, **o: note(getlist, *a, **o)),
        mock.patch.object(MultiValueDict, "__contains__", contains, create=True),
    ):
        yield names
