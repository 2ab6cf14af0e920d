"""The text of a Word cell as a person sees it, and what of it is no text."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from lxml.etree import _Element

from .answers import LeftOut
from .package import attribute, child, descendants, local
from .questions import CHECKED, UNCHECKED
from .symbols import HYPHENS, is_private, set_off, sign

# Elements that only wrap others: content controls, smart tags, insertions of Track Changes.
WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "dir", "bdo"}
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
OFF = {"0", "false", "off"}


def is_on(element, name) -> bool:
    """Whether a property such as <w:vanish/> is set."""
    found = child(element, name)
    return found is not None and attribute(found, "val", "1") not in OFF


def transparent(element, names) -> Iterator:
    """Children of these names, through whatever wraps them."""
    for item in element:
        name = local(item)
        if name in names:
            yield item
        elif name in WRAPPERS:
            yield from transparent(item, names)
        elif name == "AlternateContent":
            yield from transparent(_shown_of(item), names)


def is_deleted(row) -> bool:
    return child(row, "trPr", "del") is not None


def _shown_of(alternatives) -> _Element:
    """The same content stands there for new and for old programs."""
    choice = child(alternatives, "Choice")
    return choice if choice is not None else child(alternatives, "Fallback")


class _Field:
    """A complex field: its code comes first and is not seen, then its result."""

    def __init__(self, begin) -> None:
        self.form, self.code, self.in_result, self.has_text = (
            child(begin, "ffData"),
            "",
            False,
            False,
        )

    def shown(self) -> str | None:
        """What a form field of old Word shows, which has no result of its own."""
        box = child(self.form, "checkBox")
        if box is not None:
            state = child(box, "checked")
            state = state if state is not None else child(box, "default")
            ticked = state is not None and attribute(state, "val", "1") not in OFF
            return CHECKED if ticked else UNCHECKED
        choices = child(self.form, "ddList")
        if choices is None or self.has_text:
            return ""
        entries = [attribute(item, "val", "") for item in choices if local(item) == "listEntry"]
        chosen = child(choices, "result")
        chosen = chosen if chosen is not None else child(choices, "default")
        place = int(attribute(chosen, "val", "0"))
        return entries[place] if place < len(entries) else ""


def _is_struck(properties) -> bool:
    return properties is not None and any(is_on(properties, name) for name in ("strike", "dstrike"))


class Story:
    """Reads blocks one after another; `text`, `left_out` and `date` are the outcome."""

    def __init__(self, parts, marks=True) -> None:
        self.parts, self.marks = parts, marks
        self.lines, self.left_out, self.date = [], [], None
        self.fields, self.boxes, self.notes = [], [], []
        self.line, self.font, self.joins, self.in_paragraph = "", "", False, False
        self.place = ""  # of the letters: superscript or subscript

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in [*self.lines, *self.notes]).strip()

    def leave_out(self, kind, text="") -> None:
        self.left_out.append(LeftOut(kind, " ".join(text.split()) if kind != "deleted" else text))

    def read_cell(self, cell) -> "Story":
        """The cell itself may be a content control, with a placeholder or a date."""
        control = _control_around(cell)
        if control is None:
            self.blocks(cell)
        else:
            self.control(control, lambda: self.blocks(cell))
        return self

    # Blocks

    def blocks(self, element) -> None:
        for item in element:
            if read := BLOCKS.get(local(item)):
                read(self, item)

    def block_control(self, control) -> None:
        self.control(control, lambda: self.blocks(child(control, "sdtContent")))

    def paragraph(self, paragraph) -> None:
        marker = self.parts.lists.marker(paragraph) if self.marks else ""
        before, self.line = len(self.boxes), ""
        self.inline(paragraph)
        line = f"{marker}{self.line}" if self.line.strip() else self.line
        if self.joins and self.lines:
            self.lines[-1] += self.line
        else:
            self.lines.append(line)
        # The mark at its end is deleted: the next paragraph goes on in the same line.
        mark = child(paragraph, "pPr", "rPr")
        self.joins = mark is not None and child(mark, "del") is not None
        self.lines += self.boxes[before:]

    def table(self, table) -> None:
        for row in transparent(table, ("tr",)):
            if is_deleted(row):
                text = "".join(item.text or "" for item in descendants(row, "delText"))
                if text:
                    self.leave_out("deleted", text)
                continue
            cells = [
                self.apart(lambda cell=cell: self.read_cell(cell))
                for cell in transparent(row, ("tc",))
            ]
            self.lines.append(" | ".join(" ".join(cell.split()) for cell in cells if cell))

    def apart(self, read) -> str:
        """The text of something inside, read by itself; notes and what is left out are shared."""
        kept = self.lines, self.line, self.boxes, self.joins, self.in_paragraph
        self.lines, self.line, self.boxes, self.joins, self.in_paragraph = [], "", [], False, False
        read()
        text = "\n".join(self.lines).strip()
        self.lines, self.line, self.boxes, self.joins, self.in_paragraph = kept
        return text

    # Content controls

    def control(self, control, read) -> None:
        properties = child(control, "sdtPr")
        day = attribute(child(properties, "date"), "fullDate")
        if day:
            self.date = date.fromisoformat(day[:10])
        box = child(properties, "checkbox")
        if box is not None:
            state = attribute(child(box, "checked"), "val", "0")
            self.put_box(UNCHECKED if state in OFF else CHECKED)
        elif not is_on(properties, "showingPlcHdr"):
            read()

    def put_box(self, box) -> None:
        if self.in_paragraph:
            self.put(box)
        else:
            self.lines.append(box)

    # Inside a paragraph

    def inline(self, element) -> None:
        outer, self.in_paragraph = self.in_paragraph, True
        for item in element:
            if read := INLINE.get(local(item)):
                read(self, item)
        self.in_paragraph = outer

    def inline_control(self, control) -> None:
        self.control(control, lambda: self.inline(child(control, "sdtContent")))

    def deleted(self, item) -> None:
        text = "".join(part.text or "" for part in descendants(item, "delText"))
        if text:
            self.leave_out("deleted", text)

    def equation(self, item) -> None:
        self.leave_out("equation", "".join(part.text or "" for part in descendants(item, "t")))

    def link(self, item) -> None:
        before = self.line
        self.inline(item)
        self.note_address(self.line[len(before) :], self.parts.address(attribute(item, "id")))

    def note_address(self, shown, address) -> None:
        plain = address.removeprefix("mailto:").rstrip("/")
        if address and plain not in shown:
            self.leave_out("link", f"{shown}: {address}" if shown else address)

    def run(self, run) -> None:
        properties = child(run, "rPr")
        hidden = properties is not None and is_on(properties, "vanish")
        if hidden and self.sees:
            text = "".join(part.text or "" for part in descendants(run, "t"))
            self.left_out += [LeftOut("hidden", text)] if text.strip() else []
        fonts = child(properties, "rFonts")
        self.font = attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or ""
        self.place = attribute(child(properties, "vertAlign"), "val") or ""
        if not hidden and self.sees and _is_struck(properties):
            self.leave_out("struck", "".join(part.text or "" for part in descendants(run, "t")))
        for item in run:
            name = local(item)
            if name in FIELD_PARTS:
                FIELD_PARTS[name](self, item)
            elif not hidden and self.sees:
                self.run_item(item, name)

    @property
    def sees(self) -> bool:
        return all(field.in_result for field in self.fields)

    def run_item(self, item, name) -> None:
        if name in SIGNS:
            self.put(SIGNS[name])
        elif read := IN_RUN.get(name):
            read(self, item)

    def letters(self, item) -> None:
        text = "".join(map(self.plain, (item.text or "").translate(HYPHENS)))
        self.put(set_off(text, self.place))

    def comment(self, item) -> None:
        comment = self.parts.notes["comment"].get(attribute(item, "id"))
        self.leave_out("comment", "" if comment is None else self.inner(comment))

    def ruby(self, item) -> None:
        self.inline(child(item, "rubyBase"))
        self.put("(")
        self.inline(child(item, "rt"))
        self.put(")")

    def alternatives_in_run(self, item) -> None:
        for shown in _shown_of(item):
            self.run_item(shown, local(shown))

    def put(self, text) -> None:
        self.line += text
        if self.fields and text:
            self.fields[-1].has_text = True

    def plain(self, char) -> str:
        if not is_private(char):
            return char
        return self.symbol_sign(self.font, ord(char))

    def symbol(self, item) -> None:
        code = int(attribute(item, "char", "0"), 16)
        self.put(self.symbol_sign(attribute(item, "font", ""), code))

    def symbol_sign(self, font, code) -> str:
        found = sign(font, code)
        if found is None:
            self.leave_out("symbol", font)
        return found or ""

    def field_mark(self, item) -> None:
        kind = attribute(item, "fldCharType")
        if kind == "begin":
            field = _Field(item)
            field.start = len(self.line)
            self.fields.append(field)
        elif self.fields and kind == "separate":
            self.fields[-1].in_result = True
        elif self.fields and kind == "end":
            field = self.fields.pop()
            if self.sees:
                self.put(field.shown())
                self.address_of_field(field)

    def address_of_field(self, field) -> None:
        words = field.code.split('"')
        if words[0].strip().upper() == "HYPERLINK" and len(words) > 1:
            self.note_address(self.line[field.start :], words[1])

    def field_code(self, item) -> None:
        if self.fields:
            self.fields[-1].code += item.text or ""

    def note(self, item) -> None:
        kind = NOTES[local(item)]
        note = self.parts.notes[kind].get(attribute(item, "id"))
        if note is None:
            return
        number = f"[{len(self.notes) + 1}]"
        place = len(self.notes)
        self.notes.append("")
        self.notes[place] = f"{number} {self.inner(note)}"
        self.put(number)

    def inner(self, element) -> str:
        return " ".join(self.apart(lambda: self.blocks(element)).split())

    def picture(self, item) -> None:
        """Boxes with text are read; the rest is named, with its alternative text."""
        boxes = list(descendants(item, "txbxContent"))
        for box in _outermost(boxes, item):
            self.boxes.append(self.apart(lambda box=box: self.blocks(box)))
        names = {local(part) for part in item.iter()}
        described = next((attribute(part, "descr", "") for part in descendants(item, "docPr")), "")
        found = [kind for mark, kind in PICTURES if mark in names]
        if found or not boxes:
            self.leave_out(found[0] if found else "drawing", described or "")


PICTURES = (("chart", "chart"), ("relIds", "diagram"), ("pic", "picture"), ("imagedata", "picture"))


def _outermost(elements, within) -> Iterator:
    """A box for old programs repeats the one for new ones, and a box may hold boxes."""
    for element in elements:
        around = takewhile(lambda parent: parent is not within, element.iterancestors())
        if not any(local(parent) in ("Fallback", "txbxContent") for parent in around):
            yield element


def _control_around(cell) -> _Element | None:
    """The content control that holds just this cell."""
    parent = cell.getparent()
    if local(parent) == "sdtContent" and local(parent.getparent()) == "sdt":
        cells = [item for item in parent if local(item) == "tc"]
        return parent.getparent() if len(cells) == 1 else None
    return None


NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_wrapped = dict.fromkeys(WRAPPERS - {"sdt"}, Story.blocks)
BLOCKS = _wrapped | {
    "p": Story.paragraph,
    "tbl": Story.table,
    "sdt": Story.block_control,
    "oMathPara": Story.equation,
    "AlternateContent": lambda story, item: story.blocks(_shown_of(item)),
}
INLINE = dict.fromkeys(WRAPPERS | {"fldSimple"}, Story.inline) | {
    "r": Story.run,
    "hyperlink": Story.link,
    "sdt": Story.inline_control,
    "del": Story.deleted,
    "oMath": Story.equation,
    "oMathPara": Story.equation,
    "AlternateContent": lambda story, item: story.inline(_shown_of(item)),
}
IN_RUN = dict.fromkeys(NOTES, Story.note) | {
    "t": Story.letters,
    "sym": Story.symbol,
    "commentReference": Story.comment,
    "drawing": Story.picture,
    "pict": Story.picture,
    "object": lambda story, item: story.leave_out("object"),
    "ruby": Story.ruby,
    "AlternateContent": Story.alternatives_in_run,
}
FIELD_PARTS = {"fldChar": Story.field_mark, "instrText": Story.field_code}
