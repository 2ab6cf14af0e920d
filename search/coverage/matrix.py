"""How many public contributions carry each pair of two terms.

Counted by set arithmetic over the same pairs of key and page that the index and the embedded
engine take from a facet, so that a cell says what its search will find.
"""

from dataclasses import dataclass, field, replace
from math import ceil

from search.addresses import url_of
from search.choices import choices_of
from search.facets import Option
from search.query import SearchQuery, Selected

from .members import Members

AXES = ("chapter", "challenge", "region")
LEVELS = 4  # shades of a cell that is not empty


@dataclass(frozen=True)
class Cell:
    """`level` says how dark a cell is: from 0, a gap, to LEVELS."""

    row: str
    column: str
    count: int
    level: int
    url: str


@dataclass(frozen=True)
class Line:
    """A row, a column or a bar: one term, and all that carries it whatever else it carries."""

    key: str
    label: str
    pages: frozenset[int] = field(repr=False)
    url: str
    share: int  # per cent of the longest line
    cells: tuple[Cell, ...] = ()

    @property
    def count(self) -> int:
        return len(self.pages)

    @property
    def gaps(self) -> list[Cell]:
        return [cell for cell in self.cells if not cell.count]


@dataclass(frozen=True)
class Matrix:
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    total: int

    @property
    def gaps(self) -> int:
        return sum(len(row.gaps) for row in self.rows)

    @property
    def size(self) -> int:
        return len(self.rows) * len(self.columns)


def matrix(rows: str, columns: str, selected: Selected, members: Members) -> Matrix:
    """The Matrix of two facets under the choices of the others.

    What is chosen of the two facets themselves says which rows and columns stand in it.
    """
    others = {name: keys for name, keys in selected.items() if name not in (rows, columns)}
    base = members.matching(others)
    down, across = (
        _lines(name, _among(base, members, name), selected, others) for name in (rows, columns)
    )
    most = max((len(a.pages & b.pages) for a in down for b in across), default=0)

    def cell(row: Line, column: Line) -> Cell:
        url = _url(others | {rows: (row.key,), columns: (column.key,)})
        count = len(row.pages & column.pages)
        return Cell(row.label, column.label, count, level(count, most), url)

    made = tuple(replace(row, cells=tuple(cell(row, c) for c in across)) for row in down)
    return Matrix(made, tuple(across), len(base))


def level(count: int, most: int) -> int:
    return ceil(LEVELS * count / most) if count else 0


def bars(name: str, selected: Selected, members: Members) -> list[Line]:
    """The Lines of one facet, under the choices of the others."""
    others = {other: keys for other, keys in selected.items() if other != name}
    base = members.matching(others)
    return _lines(name, _among(base, members, name), selected, others)


def _among(base: set[int], members: Members, name: str) -> dict[str, frozenset[int]]:
    everything = base is members.public
    return {
        key: frozenset(pages if everything else pages & base)
        for key, pages in members.of(name).items()
    }


def _lines(
    name: str,
    members: dict[str, frozenset[int]],
    selected: Selected,
    others: dict[str, tuple[str, ...]],
) -> list[Line]:
    none: frozenset[int] = frozenset()
    shown = [(key, label) for key, label in terms(name) if key in selected.get(name, (key,))]
    most = max((len(members.get(key, none)) for key, _label in shown), default=0) or 1
    return [
        Line(
            key,
            label,
            members.get(key, none),
            _url(others | {name: (key,)}),
            share=round(100 * len(members.get(key, none)) / most),
        )
        for key, label in shown
    ]


def terms(name: str) -> tuple[Option, ...]:
    """(key, label) pairs of an axis; of the schemes of regions the first, that of the UN."""
    return choices_of(name)[0][1] if choices_of(name) else ()


def _url(selected: Selected) -> str:
    return url_of(SearchQuery(selected=selected))
