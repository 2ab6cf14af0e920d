"""The hits of a results page, read again through published().

The index proposes, the database disposes: a stale index can never show a withdrawn page. Columns
are read, not pages, because making twenty pages takes as long as the whole search.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from practices.models import ContributionPage, StrategyPage

from . import snippets
from .choices import Groups
from .engines.base import Fragments, RawResults
from .facets import BY_NAME
from .spans import asked_for

COLUMNS = (
    "pk",
    "content_type_id",
    "title",
    "slug",
    "summary",
    "language",
    "start_year",
    "end_year",
    "is_sample",
    "first_published_at",
    "state__code",
    "strategypage__kind",
)
Labels = dict[str, dict[str, str]]  # {facet: {key: label}}


@dataclass(frozen=True)
class Hit:
    """One result; `title` and `snippet` are safe HTML."""

    pk: int
    url: str
    title: str
    snippet: str
    state_name: str
    type_label: str
    years: str
    language: str
    language_label: str
    direction: str
    chapters: list[str]
    is_sample: bool
    published: datetime | None
    text: tuple[str, str, str]  # language, title, summary: what makes two texts the same
    same: "tuple[Hit, ...]" = ()  # the same text, shared by other States

    @property
    def states(self) -> set[str]:
        return {self.state_name, *(hit.state_name for hit in self.same)}


class Row(SimpleNamespace):
    """The columns of one contribution; what follows from them is the page's own rule."""

    # Properties, which look like functions from here.
    years: str = ContributionPage.years  # type: ignore[assignment]
    direction: str = ContributionPage.direction  # type: ignore[assignment]
    state_slug: str = ContributionPage.state_slug  # type: ignore[assignment]

    @property
    def state(self) -> Any:
        return SimpleNamespace(code=self.state__code) if self.state__code else None

    @property
    def url(self) -> str:
        content_type = ContentType.objects.get_for_id(self.content_type_id)
        model = cast(type[ContributionPage], content_type.model_class())
        return f"/{model.address_prefix}/{self.state_slug}/{self.slug}/"


def hits(raw: RawResults, text: str, choices: Mapping[str, Groups]) -> list[Hit]:
    """The Hits of an engine's answer, in its order."""
    rows = ContributionPage.objects.published().filter(pk__in=raw.ids).order_by()
    found = {row["pk"]: Row(**row) for row in rows.values(*COLUMNS)}
    fragments = _own_fragments(found, raw, text) | {
        pk: found for pk, found in raw.fragments.items() if found != Fragments()
    }
    tags = _keys_by_page("chapter", found)
    labels = {name: dict(choices[name][0][1]) for name in ("chapter", "language", "state", "type")}
    return [_hit(found[pk], fragments[pk], tags[pk], labels) for pk in raw.ids if pk in found]


def folded(hits: Iterable[Hit]) -> list[Hit]:
    """One hit for a text that several States share, such as a joint plan: the first of them.

    A text that one State shares twice stays twice: that is a mistake to be seen.
    """
    kept: list[Hit] = []
    for hit in hits:
        alike = (at for at, first in enumerate(kept) if first.text == hit.text)
        at = next((at for at in alike if hit.state_name not in kept[at].states), None)
        if at is None:
            kept.append(hit)
        else:
            kept[at] = replace(kept[at], same=(*kept[at].same, hit))
    return kept


def _hit(row: Row, fragments: Fragments, chapters: list[str], labels: Labels) -> Hit:
    return Hit(
        pk=row.pk,
        url=row.url,
        title=snippets.to_html(fragments.title or row.title),
        snippet=snippets.to_html(fragments.snippet or snippets.beginning(row.summary)),
        state_name=labels["state"].get(row.state__code) or _("International and regional"),
        type_label=_type_label(row, labels),
        years=row.years,
        language=row.language,
        language_label=labels["language"][row.language],
        direction=row.direction,
        chapters=[labels["chapter"][key] for key in chapters if key in labels["chapter"]],
        is_sample=row.is_sample,
        published=row.first_published_at,
        text=(row.language, row.title, row.summary),
    )


def _type_label(row: Row, labels: Labels) -> str:
    kind = row.strategypage__kind
    return str(StrategyPage.Kind(kind).label) if kind else labels["type"]["practice"]


def _own_fragments(rows: Iterable[int], raw: RawResults, text: str) -> dict[int, Fragments]:
    """{page id: Fragments} where the engine leaves highlighting to us."""
    ids = [pk for pk in rows if raw.fragments.get(pk, Fragments()) == Fragments()]
    asked = asked_for(text)
    if not asked or not ids:
        return dict.fromkeys(ids, Fragments())
    return {
        page.pk: Fragments(
            snippets.mark_words(page.title, asked), snippets.best_passage(page, asked)
        )
        for page in ContributionPage.objects.filter(pk__in=ids).specific()
    }


def _keys_by_page(name: str, ids: Collection[int]) -> dict[int, list[str]]:
    """{page id: sorted keys of a facet}"""
    keys: dict[int, list[str]] = defaultdict(list)
    for key, pk in sorted(BY_NAME[name].pairs(ids)):
        keys[pk].append(key)
    return keys
