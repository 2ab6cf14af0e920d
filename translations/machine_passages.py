"""A passage as a machine gets it, with nothing in it to lose, and as it comes back."""

from html import escape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from common import symbols
from common.marked_text import leading, links_of
from common.sanitise import clean_html

from .checks import ADDRESS, SYMBOL
from .passages import Passage

BLOCKS = ("p", "h2", "h3", "h4", "ul", "ol")


def to_machine(passage: Passage) -> str:
    """HTML: links by their numbers alone; symbols and addresses are not to be translated."""
    html = passage.original if passage.is_rich else escape(passage.original).replace("\n", "<br>")
    soup = BeautifulSoup(html, "html.parser")
    links = _links(passage)
    for link in soup.find_all("a"):
        where = leading(link.attrs)
        link.attrs = {"id": str(links.index(where) + 1)} if where in links else {}
    for text in list(soup.find_all(string=True)):
        _protect(soup, text)
    return str(soup)


def _protect(soup: BeautifulSoup, text: NavigableString) -> None:
    parts, at = [], 0
    for place in _places(str(text)):
        kept = soup.new_tag("span", translate="no")
        kept.string = str(text)[place]
        parts += [NavigableString(str(text)[at : place.start]), kept]
        at = place.stop
    if parts:
        text.replace_with(*parts, NavigableString(str(text)[at:]))


def _places(text: str) -> list[slice]:
    """Of symbols and addresses, in order, none within another."""
    found = [match.span() for match in ADDRESS.finditer(text)]
    found += [match.span() for match in SYMBOL.finditer(text) if symbols.parse(match[0])]
    places, end = [], 0
    for start, stop in sorted(found):
        if start >= end:
            places.append(slice(start, stop))
            end = stop
    return places


def from_machine(passage: Passage, answer: str) -> str:
    """In the form of the original; nothing where there are no words."""
    soup = BeautifulSoup(answer, "html.parser")
    if not soup.get_text().strip():
        return ""
    if not passage.is_rich:
        for line in soup.find_all("br"):
            line.replace_with("\n")
        return soup.get_text().strip()
    links = {str(number): where for number, where in enumerate(_links(passage), 1)}
    for element in soup.find_all(["span", "a"]):
        element.attrs = dict(links.get(str(element.get("id")), {})) if element.name == "a" else {}
        if not element.attrs:
            element.unwrap()
    html = str(soup)
    is_block = any(isinstance(node, Tag) and node.name in BLOCKS for node in soup.children)
    return clean_html(html if is_block else f"<p>{html}</p>")


def _links(passage: Passage) -> list[dict[str, str]]:
    """Where those of the original lead, in order."""
    return [where for where, _words in links_of(passage.original)] if passage.is_rich else []
