"""Titles and summaries of contributions in lists, in the language of the interface."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import generations
from common.generations import KeptForGeneration, KeptOfEach
from taxonomy.languages import Language, direction, of_interface

from .models import Translation


@dataclass(frozen=True)
class Listed:
    """What a list shows of a translation; `label` says what it was translated from, and how."""

    language: str
    title: str
    summary: str
    label: str

    @property
    def direction(self) -> str:
        return direction(self.language)


def in_interface_language(page_ids: Collection[int]) -> dict[int, Listed]:
    """{page id: Listed} for those of which there is a current translation; one query.

    Outdated ones are left to the page itself, which says what has changed.
    """
    return in_languages(dict.fromkeys(page_ids, ""))


def in_languages(wished: dict[int, str]) -> dict[int, Listed]:
    """The same for {page id: another language that will do}, which is empty for none."""
    if generations.is_entered():
        wished = {pk: wished[pk] for pk in wished.keys() & _translated_pages()}
    return {page_id: listed for (page_id, _language), listed in _kept(wished.items()).items()}


def _current_pages() -> frozenset[int]:
    """Most lists show none of them, and are told so without being looked up."""
    rows = Translation.objects.current().order_by().values_list("page_id", flat=True)
    return frozenset(rows.distinct())


_translated_pages = KeptForGeneration(_current_pages, most=1, in_each_language=False)


def _read(wishes: Collection[tuple[int, str]]) -> dict[tuple[int, str], Listed]:
    first, wished = of_interface(get_language()), dict(wishes)
    rows = Translation.objects.current().filter(
        page_id__in=wished, language__in={first, *wished.values()}
    )
    names = ("page_id", "language", "status", "page__language", "text__title", "text__summary")
    found: dict[int, Listed] = {}
    for row in rows.order_by().values(*names):
        will_do = row["language"] == wished[row["page_id"]] and row["page_id"] not in found
        if row["language"] == first or will_do:
            found[row["page_id"]] = _listed(row)
    return {(page_id, wished[page_id]): listed for page_id, listed in found.items()}


_kept = KeptOfEach(_read)


def _listed(row: dict[str, Any]) -> Listed:
    is_machine = row["status"] == Translation.Status.MACHINE
    label = _("Machine translation from %s") if is_machine else _("Translated from %s")
    return Listed(
        row["language"],
        "".join(row["text__title"] or []),
        "\n\n".join(row["text__summary"] or []),
        label % Language(row["page__language"]).label,
    )
