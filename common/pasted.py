"""Structure of HTML pasted from Word, Google Docs and LibreOffice: its lists and headings.

Word writes a list as paragraphs with the style `mso-list:l0 level2 lfo1` and a sign in front;
where the styles are lost on the way, as in Wagtail's editor, only the sign is left. Google Docs
puts nested lists beside the items and wraps everything in a <b> that is not bold.
"""

import re

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

# Cheap: most texts have nothing of this and are not parsed.
HINTS = ("mso-list", "docs-internal-guid", "font-weight")
HINT = re.compile(
    r"<(?:h[156]\b|li\b[^>]*>\s*<p\b|/li>\s*<[uo]l\b"
    r"|p\b[^>]*>(?:\s|&nbsp;|<span[^>]*>)*(?:[•·●▪■◦○‣➢\uf0b7\uf0a7§o]|\d{1,2}[.)])(?:\s|&nbsp;|<))",
    re.IGNORECASE,
)
CONDITIONS = re.compile(r"<!--\[if.*?<!\[endif\]-->|<!\[(?:if|endif)[^>]*\]>", re.DOTALL)
LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d)")
IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
# A letter or a number is the sign of a list only with the wide gap that Word leaves behind it.
SIGN = re.compile(
    r"\s*(?:(?P<first>[•·●\uf0b7]\s)|(?P<second>[◦○]\s|o(?:\t|\s{2}))"
    r"|(?P<third>[▪■‣➢\uf0a7]\s|§(?:\t|\s{2}))"
    r"|(?P<number>(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?:\t|\s{2})))\s*"
)
LEVELS = {"first": 1, "second": 2, "third": 3, "number": 1}
NUMBERED = re.compile(r"\s*\(?(?:\d+|[a-z]|[ivxlc]+)[.)]", re.IGNORECASE)
HEADINGS = {"h1": "h2", "h5": "h4", "h6": "h4"}
Item = tuple[Tag, int, bool]  # paragraph, level, whether it is numbered
OpenList = tuple[int, Tag]  # level, element


def structured(html: str) -> str:
    """The HTML with lists as lists and headings of the levels that a page has below its title."""
    lowered = html.lower()
    if not any(hint in lowered for hint in HINTS) and not HINT.search(html):
        return html
    soup = BeautifulSoup(CONDITIONS.sub("", html), "html.parser")
    _weights(soup)
    for name, allowed in HEADINGS.items():
        for heading in soup.find_all(name):
            heading.name = allowed
    _lists_in(soup)
    for item in soup.find_all("li"):
        _unwrap_paragraphs(soup, item)
    _nest(soup)
    return str(soup)


def _weights(soup: BeautifulSoup) -> None:
    """Bold is what is shown as bold, whatever the element is called."""
    for element in soup.find_all(["b", "strong", "span"], style=True):
        weight = re.search(r"font-weight:\s*(\w+)", str(element["style"]))
        if weight is None:
            continue
        is_bold = weight[1] in ("bold", "bolder", "600", "700", "800", "900")
        if element.name == "span" and is_bold:
            element.name = "b"
        elif element.name != "span" and not is_bold:
            element.unwrap()


def _lists_in(soup: BeautifulSoup) -> None:
    """Each run of paragraphs that are items becomes one list, with lists inside it."""
    done = set()
    for paragraph in soup.find_all("p"):
        if id(paragraph) in done or _item_of(paragraph) is None:
            continue
        run: list[Item] = []
        following: PageElement | None = paragraph
        while isinstance(following, Tag) and following.name == "p":
            item = _item_of(following)
            if item is None:
                break
            run.append((following, *item))
            done.add(id(following))
            following = _next(following)
        _replace(soup, run)


def _next(element: PageElement) -> PageElement | None:
    """The next sibling that is more than blanks."""
    sibling = element.next_sibling
    while isinstance(sibling, NavigableString) and not sibling.strip():
        sibling = sibling.next_sibling
    return sibling


def _item_of(paragraph: Tag) -> tuple[int, bool] | None:
    """(level, whether it is numbered), or None for what is no item."""
    level = LEVEL.search(str(paragraph.get("style", "")))
    if level is not None:
        sign = paragraph.find(style=IGNORED)
        written = sign.get_text() if sign is not None else paragraph.get_text()
        return int(level[1]), NUMBERED.match(written) is not None
    found = SIGN.match(paragraph.get_text())
    kind = found.lastgroup if found else None
    return (LEVELS[kind], kind == "number") if kind else None


def _replace(soup: BeautifulSoup, run: list[Item]) -> None:
    """Put the list in the place of its paragraphs."""
    lists: list[OpenList] = []  # from the outermost to the one being filled
    for paragraph, level, is_numbered in run:
        _open_list(soup, lists, paragraph, level, "ol" if is_numbered else "ul")
        item = soup.new_tag("li")
        _take_sign(paragraph)
        item.extend(list(paragraph.contents))
        lists[-1][1].append(item)
    for paragraph, _level, _is_numbered in run:
        paragraph.decompose()


def _open_list(
    soup: BeautifulSoup, lists: list[OpenList], paragraph: Tag, level: int, kind: str
) -> None:
    """Make the last of the lists the one that the next item belongs to."""
    while len(lists) > 1 and lists[-1][0] > level:
        lists.pop()
    if lists and level > lists[-1][0]:
        inner = soup.new_tag(kind)
        lists[-1][1].find_all("li", recursive=False)[-1].append(inner)
        lists.append((level, inner))
    elif not lists or (len(lists) == 1 and lists[0][1].name != kind):
        lists[:] = [(level, soup.new_tag(kind))]
        paragraph.insert_before(lists[0][1])


def _take_sign(paragraph: Tag) -> None:
    for sign in paragraph.find_all(style=IGNORED):
        sign.decompose()
        return
    found = SIGN.match(paragraph.get_text())
    left = found.end() if found else 0
    for text in list(paragraph.find_all(string=True)):
        if left <= 0:
            break
        taken = min(left, len(text))
        left -= taken
        text.replace_with(text[taken:])


def _unwrap_paragraphs(soup: BeautifulSoup, item: Tag) -> None:
    """A list's item is a line of text; several paragraphs in it are lines."""
    for place, paragraph in enumerate(item.find_all("p", recursive=False)):
        if place:
            paragraph.insert_before(soup.new_tag("br"))
        paragraph.unwrap()


def _nest(soup: BeautifulSoup) -> None:
    """A list that stands beside the items belongs into the item above it."""
    for inner in soup.find_all(["ul", "ol"]):
        if inner.parent is not None and inner.parent.name in ("ul", "ol"):
            above = inner.find_previous_sibling("li")
            if above is not None:
                above.append(inner.extract())
