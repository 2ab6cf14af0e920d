"""Which paragraphs of a Word document are items of a list, and their numbers."""

from collections import defaultdict

from .package import attribute, child, local


class Lists:
    """Reads numbering.xml and styles.xml; counts as Word does, level by level."""

    def __init__(self, numbering, styles) -> None:
        self.formats, self.starts, self.abstract = {}, {}, {}
        self.counters = defaultdict(dict)
        self.styles = {}
        if numbering is not None:
            self._read_numbering(numbering)
        for style in styles if styles is not None else ():
            if local(style) == "style":
                self.styles[attribute(style, "styleId")] = style

    def _read_numbering(self, numbering) -> None:
        for item in numbering:
            if local(item) == "abstractNum":
                key = attribute(item, "abstractNumId")
                for level in item:
                    if local(level) == "lvl":
                        place = (key, attribute(level, "ilvl", "0"))
                        self.formats[place] = attribute(child(level, "numFmt"), "val", "decimal")
                        self.starts[place] = int(attribute(child(level, "start"), "val", "1"))
            elif local(item) == "num":
                target = attribute(child(item, "abstractNumId"), "val")
                self.abstract[attribute(item, "numId")] = target

    def marker(self, paragraph) -> str:
        """ "- ", "3. " or nothing, to stand in front of the paragraph."""
        number, level = self._numbering(paragraph)
        if number in (None, "0"):
            return ""
        place = (self.abstract.get(number), level)
        kind = self.formats.get(place, "bullet")
        if kind == "none":
            return ""
        if kind == "bullet":
            return "- "
        counters = self.counters[place[0]]
        counters[level] = counters.get(level, self.starts.get(place, 1) - 1) + 1
        for deeper in [key for key in counters if int(key) > int(level)]:
            del counters[deeper]
        return f"{counters[level]}. "

    def _numbering(self, paragraph) -> tuple:
        """(numId, level): the paragraph's own come first, then those of its style."""
        properties = child(paragraph, "pPr")
        number, level = _of(properties)
        style, seen = attribute(child(properties, "pStyle"), "val"), set()
        while number is None and style in self.styles and style not in seen:
            seen.add(style)
            properties = child(self.styles[style], "pPr")
            number, styled = _of(properties)
            level = level or styled
            style = attribute(child(self.styles[style], "basedOn"), "val")
        return number, level or "0"


def _of(properties) -> tuple:
    numbering = child(properties, "numPr") if properties is not None else None
    number = attribute(child(numbering, "numId"), "val") if numbering is not None else None
    level = attribute(child(numbering, "ilvl"), "val") if numbering is not None else None
    return number, level
