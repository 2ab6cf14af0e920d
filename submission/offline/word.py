"""Questions and answers of a Word form (.docx): the rows of its tables."""

from typing import TYPE_CHECKING

from .package import Package, attribute, child, descendants, local
from .rows import Rows
from .word_lists import Lists
from .word_text import Story, is_deleted, transparent

if TYPE_CHECKING:
    from submission.offline.answers import Answer

MAIN = "officeDocument"
LISTS = ("numbering", "styles")
# Relationship type and the local name of the elements in that part.
BY_ID = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}


def read(file) -> "list[Answer]":
    """[Answer] in the order of the document."""
    form = _Form(_Parts(Package(file)))
    form.read_blocks(form.parts.body)
    return form.rows.answers()


class _Parts:
    """The parts of the package that hold text, found by their relationships."""

    def __init__(self, package) -> None:
        main = next(target for kind, target in package.related("").values() if kind == MAIN)
        self.body = child(package.tree(main), "body")
        if self.body is None:
            raise ValueError("no body")
        self.related = package.related(main)
        trees = {
            kind: package.tree(target) for kind, target in self.related.values() if kind in BY_ID
        }
        self.notes = {kind: _by_id(trees.get(part)) for part, kind in BY_ID.items()}
        targets = dict(self.related.values())
        read = {kind: package.tree(targets[kind]) for kind in LISTS if kind in targets}
        self.lists = Lists(read.get("numbering"), read.get("styles"))

    def address(self, key) -> str:
        """Where a link leads."""
        return self.related.get(key, ("", ""))[1]


def _by_id(tree) -> dict:
    return {} if tree is None else {attribute(item, "id"): item for item in tree}


class _Form:
    def __init__(self, parts) -> None:
        self.parts, self.rows = parts, Rows()

    def read_blocks(self, element) -> None:
        for block in transparent(element, ("p", "tbl")):
            if local(block) == "tbl":
                self.read_table(block)
            else:
                story = Story(self.parts)
                story.paragraph(block)
                self.rows.add_outside(story)

    def read_table(self, table) -> None:
        for row in transparent(table, ("tr",)):
            cells = list(transparent(row, ("tc",)))
            if is_deleted(row):
                self.rows.add_deleted(*_deleted(cells))
            elif len(cells) > 1:
                question = Story(self.parts, marks=False).read_cell(cells[0])
                self.rows.add(question, [Story(self.parts).read_cell(cell) for cell in cells[1:]])
            elif cells and any(True for _table in descendants(cells[0], "tbl")):
                self.read_blocks(cells[0])  # the form stands in a table that only frames it
            elif cells:
                self.rows.add_outside(Story(self.parts).read_cell(cells[0]))


def _deleted(cells) -> tuple:
    """(question, answer) that Track Changes marks as deleted; moved text stands elsewhere."""
    words = [
        "".join(text.text or "" for text in descendants(cell, "delText")).strip() for cell in cells
    ]
    return (words or [""])[0], "\n".join(filter(None, words[1:]))
