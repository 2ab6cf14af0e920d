"""What hangs on one contribution, for its page: terms, and whether there are files and links."""

from collections import defaultdict
from functools import cache

from django.db import connection, models

from common.generations import kept_for_generation
from practices.querysets import TERMS

RELATIONS = TERMS[1:]  # without the State, which the page holds itself
PARTS = ("images", "annexes", "links", "citations")


def read(page: models.Model) -> None:
    """By one query, and one for each of PARTS that the page has; all terms are known already."""
    with connection.cursor() as cursor:
        statement = _statement(type(page))
        cursor.execute(statement, [page.pk] * statement.count("%s"))
        found = defaultdict(set)
        for name, pk in cursor.fetchall():
            found[name].add(pk)
    known = {name: _terms(type(page), name) for name in RELATIONS}
    for name in RELATIONS:
        _keep(page, name, [term for term in known[name] if term.pk in found[name]])
    for name in PARTS:
        if name not in found:
            _keep(page, name, [])


def _keep(page: models.Model, name: str, values: list[models.Model]) -> None:
    """As prefetch_related() does it."""
    queryset = getattr(page, name).get_live_queryset()
    queryset._result_cache, queryset._prefetch_done = values, True
    page.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset


@kept_for_generation
def _terms(model: type[models.Model], relation: str) -> list[models.Model]:
    return list(model._meta.get_field(relation).related_model._default_manager.all())


@cache
def _statement(model: type[models.Model]) -> str:
    quoted = connection.ops.quote_name
    selects = []
    for name in RELATIONS:
        field = model._meta.get_field(name)
        columns = field.m2m_reverse_name(), field.m2m_db_table(), field.m2m_column_name()
        selects.append((name, *map(quoted, columns)))
    for name in PARTS:
        field = model._meta.get_field(name).field
        columns = field.model._meta.pk.column, field.model._meta.db_table, field.column
        selects.append((name, *map(quoted, columns)))
    return " UNION ALL ".join(
        f"SELECT '{name}', {column} FROM {table} WHERE {of_page} = %s"  # noqa: S608  our own names
        for name, column, table, of_page in selects
    )
