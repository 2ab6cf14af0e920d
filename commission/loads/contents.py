"""What the rows of a table are: their columns, how they are read, compared and made public."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from submission.importer.columns import as_text

if TYPE_CHECKING:
    from .checked import Checked
    from .row import RowForm
    from .writer import Writer


@dataclass(frozen=True)
class Contents:
    """`compare` sets the outcome of rows without faults, all of them in a few queries."""

    columns: tuple[str, ...]
    aliases: Mapping[str, str]
    form: "type[RowForm]"
    compare: "Callable[[Sequence[Checked]], None]"
    writer: "type[Writer]"

    @property
    def headings(self) -> set[str]:
        return {*self.columns, *self.aliases}

    def cells_of(self, row: dict[str, object]) -> dict[str, str]:
        """The row under the portal's own names; a proper name wins over an alias."""
        aliases = self.aliases
        named = {aliases[name]: value for name, value in row.items() if name in aliases}
        named |= {name: value for name, value in row.items() if name not in aliases}
        return {name: as_text(value) for name, value in named.items()}
