"""Whether a page holds something that could run, judged by the tree a browser would build."""

import re

import html5lib

XLINK = "{http://www.w3.org/1999/xlink}href"
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcdoc", XLINK)
RUNS = re.compile(r"(javascript|vbscript|data:text|data:application|data:image/svg)")
ELSEWHERE = re.compile(r"(https?:)?//(?!testserver/)")
DATA = ("application/json", "application/ld+json")
FOREIGN = ("iframe", "object", "embed", "applet", "base", "frame", "frameset")


def faults(html, of_wagtail=False):
    """One line per element that could run; Wagtail's own frames and styles are known."""
    found = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if isinstance(element.tag, str):
            found += [f"<{element.tag}> {fault}" for fault in _of(element, of_wagtail)]
    return found


def _of(element, of_wagtail):
    name = element.tag.rpartition("}")[2].lower()
    yield from (key for key in element.attrib if key.lower().startswith("on"))
    for key in ADDRESSES:
        address = re.sub(r"[\s\x00-\x20]", "", element.attrib.get(key, "")).lower()
        if RUNS.match(address) or (key == "src" and ELSEWHERE.match(address)):
            yield f"{key}={address[:80]}"
    if name == "script" and element.attrib.get("type") not in DATA and "src" not in element.attrib:
        yield f"script: {(element.text or '')[:80]}"
    if name == "meta" and element.attrib.get("http-equiv", "").lower() == "refresh":
        yield "refresh"
    if not of_wagtail and (name in FOREIGN or name == "style" or "style" in element.attrib):
        yield "does not belong into our pages"
