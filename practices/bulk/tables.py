"""Rows of many new pages: of each table one statement, where `add_child` takes dozens a page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Max, Model
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.signals import pre_save
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import (
    ClusterableModel,
    get_all_child_m2m_relations,
    get_all_child_relations,
)
from wagtail.models import Page

Kind = TypeVar("Kind", bound=Model)
BATCH = 100  # rows of long texts in one statement; SQLite allows so many values


def insert_pages(pages: Sequence[Page]) -> None:
    """Insert pages that know their place (`place_below`), with all that belongs to them.

    Receivers of `pre_save` see each page; those of `post_save` do not: see practices.bulk.indexes.
    """
    for page in pages:
        _hold_children(page)
        announce(page)
    insert_rows(pages)
    for model, own in by_type(pages).items():
        _insert_what_belongs_to(model, own)


def insert_rows(pages: Sequence[Page]) -> None:
    """Only the rows of the pages themselves."""
    rows = [_row(page) for page in pages]
    Page.objects.bulk_create(rows, batch_size=BATCH)
    for page, row in zip(pages, rows, strict=True):
        for table in (Page, *tables_of(type(page))):
            setattr(page, table._meta.pk.attname, row.pk)
    for model, own in by_type(pages).items():
        for table in tables_of(model):
            _insert_own_columns(table, own)


def place_below(placed: Iterable[tuple[Page, Page]]) -> None:
    """Give each new page the place after the last child of the page before it."""
    below: dict[Page, list[Page]] = defaultdict(list)
    for parent, page in placed:
        below[parent].append(page)
    for parent, pages in below.items():
        _place(parent, pages)


def _place(parent: Page, pages: Sequence[Page]) -> None:
    depth = parent.depth + 1
    children = Page.objects.filter(depth=depth, path__startswith=parent.path)
    last = children.aggregate(last=Max("path"))["last"]
    first = Page._str2int(last[-Page.steplen :]) + 1 if last else 1
    types = ContentType.objects.get_for_models(*{type(page) for page in pages})
    for step, page in enumerate(pages, first):
        page.depth, page.path = depth, Page._get_path(parent.path, depth, step)
        page.content_type = types[type(page)]
        page.locale_id = parent.locale_id
        page.draft_title = page.draft_title or page.title
        page.set_url_path(parent)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    parent.numchild += len(pages)


def _insert_own_columns(model: type[Model], pages: Sequence[Model]) -> None:
    """The rows of one table of pages whose rows in the tables above it are written."""
    # bulk_create() refuses models with a parent table; its inner step does not.
    fields = model._meta.local_concrete_fields
    for start in range(0, len(pages), BATCH):
        chosen = pages[start : start + BATCH]
        model._base_manager._insert(chosen, fields=fields, using="default")


def announce(instance: Model) -> None:
    """What `save()` tells the receivers of `pre_save`: texts are cleaned there, and rules asked."""
    pre_save.send(type(instance), instance=instance, raw=False, using="default", update_fields=None)


def tables_of(model: type[Page]) -> list[type[Model]]:
    """The models of a page's rows, in the order of writing; Page itself comes before them."""
    above = [parent for parent in model._meta.get_parent_list() if parent is not Page]
    return [*reversed(above), model]


def _hold_children(owner: ClusterableModel) -> None:
    """Rows that belong to the page stay with the instance: nobody has to read them again."""
    for relation in get_all_child_relations(owner):
        name = relation.get_accessor_name()
        rows = list(getattr(owner, name).all())
        setattr(owner, name, rows)
        if issubclass(relation.related_model, ClusterableModel):
            for row in rows:
                _hold_children(row)
    for field in get_all_child_m2m_relations(owner):
        setattr(owner, field.name, list(getattr(owner, field.name).all()))


def _insert_what_belongs_to(
    model: type[ClusterableModel], owners: Sequence[ClusterableModel]
) -> None:
    for relation in get_all_child_relations(model):
        rows = _insert_children(relation, owners)
        if issubclass(relation.related_model, ClusterableModel):
            _insert_what_belongs_to(relation.related_model, rows)
    for field in get_all_child_m2m_relations(model):
        _insert_terms(field, owners)


def _insert_children(
    relation: ForeignObjectRel, owners: Iterable[ClusterableModel]
) -> list[ClusterableModel]:
    rows = []
    for owner in owners:
        for row in getattr(owner, relation.get_accessor_name()).all():
            setattr(row, relation.field.name, owner)
            announce(row)
            rows.append(row)
    return relation.related_model._base_manager.bulk_create(rows, batch_size=BATCH)


def _insert_terms(field: ParentalManyToManyField, owners: Iterable[ClusterableModel]) -> None:
    through = field.remote_field.through
    here, there = field.m2m_field_name(), field.m2m_reverse_field_name()
    through._base_manager.bulk_create(
        through(**{f"{here}_id": owner.pk, f"{there}_id": term.pk})
        for owner in owners
        for term in getattr(owner, field.name).all()
    )


def _row(page: Page) -> Page:
    names = [field.attname for field in Page._meta.local_concrete_fields if field.attname != "id"]
    return Page(**{name: getattr(page, name) for name in names})


def by_type(instances: Iterable[Kind]) -> dict[type[Kind], list[Kind]]:
    found = defaultdict(list)
    for instance in instances:
        found[type(instance)].append(instance)
    return found
