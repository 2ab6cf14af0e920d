"""Which rows of a page, and of what belongs to it, a save has to write."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import CharField, Model, QuerySet, Value
from modelcluster.models import (
    ClusterableModel,
    get_all_child_m2m_relations,
    get_all_child_relations,
)

Found = dict[str, set[int]]


def stored(page: ClusterableModel) -> Found:
    """By one statement: {name of a list that the page holds: ids of its rows, or of its terms}.

    The page itself is found as "page" if it has a row, as "live" if that is live, and as "slug" if
    it has the slug of the instance.
    """
    found = defaultdict(set)
    own = type(page)._base_manager.filter(pk=page.pk)
    is_live, has_slug = own.filter(live=True), own.filter(slug=page.slug)
    selects = [_named("live", is_live), _named("slug", has_slug), *_lists(page, _held(page))]
    for name, pk in _named("page", own).union(*selects, all=True):
        found[name].add(pk)
    return found


def names(page: ClusterableModel, found: Found) -> list[str]:
    """For `update_fields`: all columns that were read, and of the lists those that differ.

    django-modelcluster asks for the rows of each list, which mostly has none before and after. A
    slug that stays is left out: Wagtail reads the page once more to compare it.
    """
    unread = page.get_deferred_fields()
    columns = [
        field.name
        for field in page._meta.concrete_fields
        if not (field.primary_key or field.generated or field.attname in unread)
    ]
    if found["slug"]:
        columns.remove("slug")
    terms = {field.name for field in get_all_child_m2m_relations(page)}
    return columns + [
        name
        for name, rows in _held(page).items()
        # Whether rows that are there on both sides say the same, who writes them finds out.
        if ({row.pk for row in rows} != found[name] if name in terms else rows or found[name])
    ]


def _held(page: ClusterableModel) -> dict[str, list[Model]]:
    return getattr(page, "_cluster_related_objects", {})


def _lists(page: ClusterableModel, held: Collection[str]) -> Iterator[QuerySet]:
    for relation in get_all_child_relations(page):
        if (name := relation.get_accessor_name()) in held:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: page.pk})
            yield _named(name, rows)
    for field in get_all_child_m2m_relations(page):
        if field.name in held:
            here, there = field.m2m_field_name(), field.m2m_reverse_field_name()
            rows = field.remote_field.through._base_manager.filter(**{here: page.pk})
            yield _named(field.name, rows, f"{there}_id")


def _named(name: str, rows: QuerySet, column: str = "pk") -> QuerySet:
    return rows.order_by().annotate(of=Value(name, CharField())).values_list("of", column)
