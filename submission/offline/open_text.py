"""Questions and answers of a Writer form (.odt): the rows of its tables."""

from typing import TYPE_CHECKING

from .open_story import OpenStory, Styles, cells_of, rows_of
from .package import Package, attribute, child, descendants, local
from .rows import Rows

if TYPE_CHECKING:
    from submission.offline.answers import Answer


def read(file) -> "list[Answer]":
    """[Answer] in the order of the document."""
    package = Package(file)
    content = package.tree("content.xml")
    styles = Styles(content, package.tree("styles.xml"), package.tree("META-INF/manifest.xml"))
    form = _Form(styles)
    form.read_blocks(child(content, "body", "text"))
    return form.rows.answers()


class _Form:
    def __init__(self, styles) -> None:
        self.styles, self.rows = styles, Rows()

    def story(self, element, marks=True) -> OpenStory:
        story = OpenStory(self.styles, marks)
        story.blocks(element)
        return story

    def read_blocks(self, element) -> None:
        for block in element:
            if local(block) == "table":
                self.read_table(block)
            elif local(block) == "section" and attribute(block, "display", "true") == "true":
                self.read_blocks(block)
            else:
                self.rows.add_outside(self.story([block]))

    def read_table(self, table) -> None:
        for row in rows_of(table):
            cells = cells_of(row)
            if len(cells) > 1:
                question = self.story(cells[0], marks=False)
                self.rows.add(question, [self.story(cell) for cell in cells[1:]])
            elif cells and any(True for _table in descendants(cells[0], "table")):
                self.read_blocks(cells[0])  # the form stands in a table that only frames it
            elif cells:
                self.rows.add_outside(self.story(cells[0]))
