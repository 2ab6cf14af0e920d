"""The table of labels and the columns of terms say the same, whichever of the two is written."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from . import editorial
from .languages import Language
from .models import (
    Challenge,
    Chapter,
    MemberState,
    PolicyDocument,
    Recommendation,
    Region,
    TargetGroup,
    TermLabel,
)

List, Kind = TermLabel.List, TermLabel.Kind
Place = tuple[str, int, str]  # list, primary key of the term, language


@dataclass(frozen=True)
class TermList:
    """Terms of one model; `identity` is the field that names one in files, `column` the labels'."""

    model: type[Model]
    identity: str
    column: str = "label"

    def key_of(self, term: Model) -> str:
        return str(getattr(term, self.identity))


LISTS: dict[str, TermList] = {
    List.CHAPTER: TermList(Chapter, "number"),
    List.CHALLENGE: TermList(Challenge, "slug"),
    List.RECOMMENDATION: TermList(Recommendation, "key"),
    List.TARGET_GROUP: TermList(TargetGroup, "slug"),
    List.POLICY_DOCUMENT: TermList(PolicyDocument, "key"),
    List.REGION: TermList(Region, "key"),
    List.STATE: TermList(MemberState, "code", "name"),
}
OF_TAXONOMY = tuple(LISTS)  # whose first labels taxonomy.label_file holds
LIST_OF_MODEL = {term_list.model: name for name, term_list in LISTS.items()}


def by_place(labels: Iterable[TermLabel]) -> dict[Place, TermLabel]:
    return {(row.list, row.term_id, row.language): row for row in labels}


def add(name: str, term_list: TermList) -> None:
    """A list of an app that stands above this one, when that app starts."""
    LISTS[name] = term_list
    LIST_OF_MODEL[term_list.model] = name
    _follow(term_list.model)


def connect() -> None:
    post_save.connect(label_saved, sender=TermLabel)
    for signal in (post_save, post_delete):
        signal.connect(editorial.forget, sender=TermLabel)
    for model in LIST_OF_MODEL:
        _follow(model)


def _follow(model: type[Model]) -> None:
    post_save.connect(term_saved, sender=model)
    post_delete.connect(term_deleted, sender=model)


def label_saved(instance: TermLabel, raw: bool = False, **kwargs: object) -> None:
    """The term takes the label over."""
    term_list = LISTS[instance.list]
    term = term_list.model._base_manager.filter(pk=instance.term_id).first()
    name = f"{term_list.column}_{instance.language}"
    if term is None or raw or getattr(term, name) == instance.label:
        return
    setattr(term, name, instance.label)
    term.save(update_fields=[name])


def term_saved(instance: Model, raw: bool = False, **kwargs: object) -> None:
    """A label that was written into the term itself has no source until an officer gives one."""
    if raw:
        return
    name = LIST_OF_MODEL[type(instance)]
    rows = {row.language: row for row in TermLabel.objects.filter(list=name, term_id=instance.pk)}
    for language in Language.values:
        text = getattr(instance, f"{LISTS[name].column}_{language}")
        row = rows.get(language)
        if text != (row.label if row else ""):
            given = {"label": text, "kind": Kind.EDITORIAL, "seed": row.seed if row else ""}
            pk = row.pk if row else None
            TermLabel(pk=pk, list=name, term_id=instance.pk, language=language, **given).save(
                force_insert=pk is None
            )


def term_deleted(instance: Model, **kwargs: object) -> None:
    TermLabel.objects.filter(list=LIST_OF_MODEL[type(instance)], term_id=instance.pk).delete()
