"""HTML that the sanitiser would leave as it is, told without parsing it.

Most texts are shown as they were stored, and parsing them took as long as the rest of their page.
Whatever is in doubt is no such HTML.
"""

import re

INLINE = frozenset({"b", "strong", "i", "em", "a"})
BLOCKS = frozenset({"p", "h2", "h3", "h4"})
LISTS = frozenset({"ul", "ol"})
# A tag, with the attributes that may be shown; a reference; or a text without either.
PIECE = re.compile(
    r"<(?P<end>/?)(?P<name>p|h[234]|b|strong|i|em|ol|ul|li|a)"
    r"(?P<attribute> href=\"(?:https?://|mailto:)(?:[\w\-.~/?#=+,%:@!;]|&amp;)*\""
    r"| dir=\"(?:ltr|rtl|auto)\")?>"
    r"|<(?P<empty>br|hr)/>|&(?:amp|lt|gt);|(?P<text>[^<>&]+)",
    re.ASCII,
)
ATTRIBUTES = {"a": "href", "p": "dir"}


def is_clean(html: str) -> bool:
    place, opened = 0, [""]
    while place < len(html):
        piece = PIECE.match(html, place)
        if piece is None or not _fits(piece, opened):
            return False
        place = piece.end()
    return opened == [""]


def _fits(piece: re.Match[str], opened: list[str]) -> bool:
    """Whether the piece may stand inside of what is open; opens and closes what it says."""
    name, inside = piece["name"], opened[-1]
    if name is None:
        if piece["empty"] == "hr":
            return not inside
        return inside not in LISTS or bool(piece["text"] and piece["text"].isspace())
    if piece["end"]:
        return opened.pop() == name and not piece["attribute"]
    opened.append(name)
    is_known = not piece["attribute"] or piece["attribute"].startswith(f" {ATTRIBUTES.get(name)}=")
    return is_known and _may_stand(name, opened)


def _may_stand(name: str, opened: list[str]) -> bool:
    inside = opened[-2]
    if name in INLINE:
        return inside not in LISTS and name not in opened[:-1]
    if name == "li":
        return inside in LISTS
    return not inside or (name in LISTS and inside == "li")
