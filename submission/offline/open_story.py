"""The text of an OpenDocument cell as a person sees it, and what of it is no text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from lxml.etree import _Element

from .answers import LeftOut
from .package import attribute, child, descendants, local
from .questions import CHECKED, UNCHECKED
from .symbols import HYPHENS, is_private, set_off, sign

ROW_GROUPS = {"table-header-rows", "table-rows", "table-row-group"}
CELLS = {"table-cell", "covered-table-cell"}
# A placeholder is a field that nobody has filled in: it shows what should be written there.
IGNORED = {"tracked-changes", "change-start", "change-end", "annotation-end", "script", "label"}
IGNORED |= {"placeholder"}
SHAPES = {"custom-shape", "rect", "ellipse", "line", "path", "polygon", "g", "connector"}


class Styles:
    """Which styles hide text, which lists have numbers, and what was deleted."""

    def __init__(self, content, styles=None, manifest=None) -> None:
        self.hidden, self.numbered, self.deleted, self.controls = set(), {}, {}, {}
        self.places, self.struck = {}, set()
        self.fonts, self.faces = {}, {}
        for tree in (styles, content):
            for element in tree.iter() if tree is not None else ():
                self._read(element, local(element))
        self.objects = {
            attribute(entry, "full-path", "").rstrip("/"): attribute(entry, "media-type", "")
            for entry in (manifest if manifest is not None else ())
        }

    def _read(self, element, name) -> None:
        if name in CONTROLS:
            self.controls[attribute(element, "id")] = element
        elif read := STYLES.get(name):
            read(self, element)

    def _read_face(self, face) -> None:
        self.faces[attribute(face, "name")] = attribute(face, "font-family", "")

    def _read_number(self, level) -> None:
        place = (attribute(level.getparent(), "name"), int(attribute(level, "level", "1")))
        self.numbered[place] = attribute(level, "num-format", "")

    def _read_deletion(self, region) -> None:
        deletion = child(region, "deletion")
        if deletion is not None:
            words = [_words(part) for part in deletion if local(part) != "change-info"]
            self.deleted[attribute(region, "id")] = "\n".join(words)

    def _read_text_style(self, properties) -> None:
        style = attribute(properties.getparent(), "name")
        if attribute(properties, "display") == "none":
            self.hidden.add(style)
        if font := attribute(properties, "font-name"):
            self.fonts[style] = font
        # "super 58%", "sub 58%", or how far up or down: "33% 58%", "-33% 58%".
        position = attribute(properties, "text-position") or ""
        if position and not position.startswith("0%"):
            is_low = position.startswith(("-", "sub"))
            self.places[style] = "subscript" if is_low else "superscript"
        line = attribute(properties, "text-line-through-style") or "none"
        if line != "none":
            self.struck.add(style)

    def font_of(self, style) -> str:
        font = self.fonts.get(style, "")
        return self.faces.get(font, font).strip("'")


# Elements of forms, which have an id; text:text and others have none.
CONTROLS = {"checkbox", "text", "textarea", "listbox", "combobox", "date"}
STYLES = {
    "text-properties": Styles._read_text_style,
    "font-face": Styles._read_face,
    "list-level-style-number": Styles._read_number,
    "changed-region": Styles._read_deletion,
}


class OpenStory:
    """Reads blocks one after another; `text`, `left_out` and `date` are the outcome."""

    def __init__(self, styles, marks=True) -> None:
        self.styles, self.marks = styles, marks
        self.lines, self.line, self.left_out, self.notes, self.boxes = [], "", [], [], []
        self.date, self.font, self.place = None, "", ""
        self.counters = defaultdict(int)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in [*self.lines, *self.notes]).strip()

    def leave_out(self, kind, text="") -> None:
        self.left_out.append(LeftOut(kind, text.strip()))

    # Blocks

    def blocks(self, element, marker="") -> None:
        for item in element:
            name = local(item)
            if name in ("p", "h"):
                self.paragraph(item, marker)
            elif name in GROUPS:
                self.blocks(item, marker)
            else:
                BLOCKS.get(name, OpenStory.inline_item)(self, item)
                self.lines += self._taken("boxes")

    def section(self, item) -> None:
        if attribute(item, "display") in ("none", "condition"):
            self.leave_out("hidden", _words(item))
        else:
            self.blocks(item)

    def paragraph(self, paragraph, marker="") -> None:
        self.line = ""
        self.inline(paragraph)
        if attribute(paragraph, "style-name") in self.styles.hidden and self.line.strip():
            self.leave_out("hidden", self.line)
            self.line = ""
        self.lines.append(f"{marker}{self.line}" if self.line.strip() else self.line.strip())
        self.lines += self._taken("boxes")

    def _taken(self, name) -> list:
        taken = getattr(self, name)
        setattr(self, name, [])
        return taken

    def list(self, element, style=None, level=1) -> None:
        style = attribute(element, "style-name") or style
        number = int(attribute(element, "start-value", "1")) - 1
        if attribute(element, "continue-numbering") == "true":
            number = self.counters[(style, level)]
        for item in element:
            first = local(item) == "list-item"
            for part in item:
                if local(part) == "list":
                    self.list(part, style, level + 1)
                    continue
                marker = ""
                if first and self.marks and local(part) in ("p", "h"):
                    number, first = number + 1, False
                    marker = f"{number}. " if self.styles.numbered.get((style, level)) else "- "
                self.blocks([part], marker)
        self.counters[(style, level)] = number

    def table(self, table) -> None:
        for row in rows_of(table):
            cells = [self.apart(lambda cell=cell: self.blocks(cell)) for cell in cells_of(row)]
            self.lines.append(" | ".join(" ".join(cell.split()) for cell in cells if cell))

    def apart(self, read) -> str:
        kept = self.lines, self.line, self.boxes
        self.lines, self.line, self.boxes = [], "", []
        read()
        text = "\n".join(self.lines).strip()
        self.lines, self.line, self.boxes = kept
        return text

    # Inside a paragraph

    def inline(self, element) -> None:
        self.put(element.text)
        for item in element:
            self.inline_item(item)
            self.put(item.tail)

    def put(self, text) -> None:
        # Blanks are collapsed as in HTML; others are written as elements.
        text = re.sub(r"[ \t\r\n]+", " ", text or "").translate(HYPHENS)
        text = "".join(self.plain(char) if is_private(char) else char for char in text)
        self.line += set_off(text, self.place)

    def plain(self, char) -> str:
        found = sign(self.font, ord(char))
        if found is None:
            self.leave_out("symbol", self.font)
        return found or ""

    def span(self, item) -> None:
        style = attribute(item, "style-name")
        outer, self.font = (self.font, self.place), self.styles.font_of(style) or self.font
        self.place = self.styles.places.get(style, self.place)
        if style in self.styles.struck and _words(item).strip():
            self.leave_out("struck", _words(item))
        self.inline(item)
        self.font, self.place = outer

    def old_form_field(self, item) -> None:
        """A drop-down or box of old Word; the text of its text fields stands in the line."""
        values = defaultdict(list)
        for param in item:
            values[attribute(param, "name", "")].append(attribute(param, "value", ""))
        if "FORMCHECKBOX" in attribute(item, "type", ""):
            ticked = values["Checkbox_Checked"] == ["true"]
            self.line += CHECKED if ticked else UNCHECKED
        entries = values["Dropdown_ListEntry"]
        if entries and values["Dropdown_Selected"]:
            self.line += entries[int(values["Dropdown_Selected"][0])]

    def inline_item(self, item) -> None:
        name = local(item)
        if name == "span" and attribute(item, "style-name") in self.styles.hidden:
            self.hidden(item)
        elif name in SIGNS:
            self.line += SIGNS[name](item)
        elif name not in IGNORED:
            INLINE.get(name, OpenStory.inline)(self, item)

    def hidden(self, item) -> None:
        if _words(item).strip():
            self.leave_out("hidden", _words(item))

    def comment(self, item) -> None:
        words = [_words(part) for part in item if local(part) in ("p", "list")]
        self.leave_out("comment", " ".join(words))

    def deleted(self, item) -> None:
        text = self.styles.deleted.get(attribute(item, "change-id"), "")
        if text.strip():
            self.leave_out("deleted", text)

    def ruby(self, item) -> None:
        self.inline(child(item, "ruby-base"))
        self.line += f"({_words(child(item, 'ruby-text'))})"

    def link(self, item) -> None:
        before = len(self.line)
        self.inline(item)
        shown, address = self.line[before:], attribute(item, "href", "")
        if address and address.removeprefix("mailto:").rstrip("/") not in shown:
            self.leave_out("link", f"{shown}: {address}" if shown else address)

    def note(self, item) -> None:
        number = f"[{len(self.notes) + 1}]"
        place = len(self.notes)
        self.notes.append("")
        body = self.apart(lambda: self.blocks(child(item, "note-body")))
        self.notes[place] = f"{number} {' '.join(body.split())}"
        self.line += number

    def control(self, item) -> None:
        """A content control of Writer, as Word has them."""
        if attribute(item, "checkbox") == "true":
            self.line += CHECKED if attribute(item, "checked") == "true" else UNCHECKED
            return
        if day := attribute(item, "current-date"):
            self.date = date.fromisoformat(day[:10])
        if attribute(item, "showing-place-holder") != "true":
            self.inline(item)

    def form_control(self, item) -> None:
        control = self.styles.controls.get(attribute(item, "control"))
        if control is None:
            return
        if local(control) == "checkbox":
            ticked = attribute(control, "current-state", attribute(control, "state"))
            self.line += CHECKED if ticked == "checked" else UNCHECKED
            self.line += f" {attribute(control, 'label', '')} "
        elif local(control) == "listbox":
            chosen = [part for part in control if attribute(part, "current-selected") == "true"]
            self.line += "; ".join(attribute(part, "label", "") for part in chosen)
        else:
            self.line += attribute(control, "current-value") or ""

    def frame(self, item) -> None:
        box, inside = child(item, "text-box"), child(item, "object")
        described = " ".join(_words(part) for part in item if local(part) in ("title", "desc"))
        if box is not None:
            self.boxes.append(self.apart(lambda: self.blocks(box)))
        elif inside is not None:
            kind = self.styles.objects.get(attribute(inside, "href", "").removeprefix("./"), "")
            found = next((name for word, name in OBJECTS.items() if word in kind), "object")
            self.leave_out(found, described)
        else:
            self.leave_out("picture", described)

    def shape(self, item) -> None:
        texts = list(descendants(item, "p"))
        if any(_words(part).strip() for part in texts):
            self.boxes.append(self.apart(lambda: self.blocks(texts)))
        else:
            self.leave_out("drawing")


OBJECTS = {"chart": "chart", "formula": "equation"}
GROUPS = {"list-item", "list-header", "index-body", "table-of-content", "alphabetical-index"}
GROUPS |= {"user-index", "bibliography"}
SIGNS = {
    "s": lambda item: " " * min(int(attribute(item, "c", "1")), 200),
    "tab": lambda item: "\t",
    "line-break": lambda item: "\n",
}
BLOCKS = {"list": OpenStory.list, "table": OpenStory.table, "section": OpenStory.section}
INLINE = dict.fromkeys(SHAPES, OpenStory.shape) | {
    "a": OpenStory.link,
    "span": OpenStory.span,
    "fieldmark": OpenStory.old_form_field,
    "note": OpenStory.note,
    "annotation": OpenStory.comment,
    "change": OpenStory.deleted,
    "hidden-text": OpenStory.hidden,
    "hidden-paragraph": OpenStory.hidden,
    "content-control": OpenStory.control,
    "control": OpenStory.form_control,
    "ruby": OpenStory.ruby,
    "frame": OpenStory.frame,
}


def rows_of(table) -> Iterator:
    for item in table:
        if local(item) in ROW_GROUPS:
            yield from rows_of(item)
        elif local(item) == "table-row":
            yield item


def cells_of(row) -> list[_Element]:
    return [item for item in row if local(item) in CELLS]


def _words(element) -> str:
    return "" if element is None else "".join(element.itertext())
