"""The names that a request is asked for: a parameter that nobody looks up changes no answer."""

from contextlib import contextmanager
from unittest import mock

from django.utils.datastructures import MultiValueDict
from ninja.params.models import QueryModel


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

    def fill(values, key, default=None):
        """How Django puts a request's own names in, which looks each of them up."""
        return dict.setdefault(values, key, default or [])

    def read_by_schema(schema, request, api, path_params):
        """As in Ninja, whose schemas are given the whole query and take the fields they have."""
        names.update(schema.__ninja_flatten_map__)
        lists = schema.__ninja_collection_fields__
        given = request.GET.lists()
        return {name: values if name in lists else values[-1] for name, values in given}

    with (
        mock.patch.object(MultiValueDict, "__getitem__", lambda *a, **o: note(getitem, *a, **o)),
        mock.patch.object(MultiValueDict, "_getlist", lambda *a, **o: note(getlist, *a, **o)),
        mock.patch.object(MultiValueDict, "__contains__", contains, create=True),
        mock.patch.object(MultiValueDict, "setlistdefault", fill),
        mock.patch.object(QueryModel, "get_request_data", classmethod(read_by_schema)),
    ):
        yield names
