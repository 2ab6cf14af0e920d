"""The labels of all terms as one table for officers: a row for each term and language."""

from collections.abc import Iterator
from copy import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import languages
from .label_rows import LISTS, Place, by_place
from .languages import Language
from .models import TermLabel
from .uploaded_table import Cells, Faults, read

FIELDS = ("label", "kind", "source", "text_version")
PLACE = ("list", "key", "language")
FOR_READING = ("english", "confirmed_by")
COLUMNS = (*PLACE, "english", *FIELDS, "confirmed_by")
NEEDED = (*PLACE, "label")
Values = dict[str, str]  # of FIELDS


def rows() -> Iterator[list[str]]:
    """Under COLUMNS; a row without a label where there is none in a language."""
    stored = by_place(TermLabel.objects.all())
    for name, term_list in LISTS.items():
        for term in term_list.model.objects.all():
            key = term_list.key_of(term)
            english = getattr(term, f"{term_list.column}_en")
            for language in Language.values:
                row = stored.get((name, term.pk, language)) or TermLabel(kind="")
                values = [getattr(row, field) for field in FIELDS]
                yield [name, key, language, english, *values, row.confirmed_by]


def stored_values(row: TermLabel | None) -> Values:
    if row is None or not row.label:
        return dict.fromkeys(FIELDS, "")
    return {field: str(getattr(row, field)) for field in FIELDS}


def changes(uploaded) -> list[dict]:
    """What the file would change: [{"list", "term_id", "language", "before", "after"}].

    An emptied label takes the label away; a column that the file lacks stays as it is. Raises
    ValidationError that names each faulty line.
    """
    stored = by_place(TermLabel.objects.all())
    terms = {
        (name, term_list.key_of(term)): term.pk
        for name, term_list in LISTS.items()
        for term in term_list.model.objects.all()
    }
    faults, seen, found = Faults(), set(), []
    for line, cells in read(uploaded, COLUMNS, NEEDED):
        try:
            place = _place(cells, terms)
            if place in seen:
                raise ValidationError(_("This label stands in the file twice."))
            seen.add(place)
            before = stored_values(stored.get(place))
            after = _after(cells, before)
            if before != after:
                checked(place, after, stored.get(place))
                found.append(dict(zip(("list", "term_id", "language"), place, strict=True)))
                found[-1] |= {"before": before, "after": after}
        except ValidationError as error:
            faults.add(line, " ".join(error.messages))
    faults.refuse()
    return found


def checked(place: Place, after: Values, stored: TermLabel | None) -> TermLabel:
    """The row as it would become; raises ValidationError where it must not."""
    name, term_id, language = place
    row = copy(stored) if stored else TermLabel(list=name, term_id=term_id, language=language)
    for field, value in after.items():
        setattr(row, field, value)
    row.full_clean(exclude=["seed"] if row.label else ["seed", "kind"], validate_unique=False)
    return row


def _place(cells: Cells, terms: dict[tuple[str, str], int]) -> Place:
    language = languages.read(cells["language"])
    if not language:
        raise ValidationError(_("“%s” is none of the six languages.") % cells["language"])
    term = (cells["list"].lower(), cells["key"])
    if term not in terms:
        values = {"list": cells["list"], "key": cells["key"]}
        raise ValidationError(_("There is no “%(key)s” in the list “%(list)s”.") % values)
    return term[0], terms[term], language


def _after(cells: Cells, before: Values) -> Values:
    after = {field: cells.get(field, before[field]) for field in FIELDS}
    if not after["label"]:
        return dict.fromkeys(FIELDS, "")
    after["kind"] = _kind(after["kind"] or before["kind"])
    return after


def _kind(written: str) -> str:
    """Editorial unless the officer says more."""
    kinds = {str(label).lower(): value for value, label in TermLabel.Kind.choices}
    kinds |= {value: value for value in TermLabel.Kind.values}
    if written and written.lower() not in kinds:
        raise ValidationError(_("“%s” is neither official nor editorial.") % written)
    return kinds.get(written.lower(), TermLabel.Kind.EDITORIAL.value)
