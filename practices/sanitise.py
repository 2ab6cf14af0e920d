"""The one place that decides which HTML may be stored and shown in a practice or strategy."""

import html

import bleach

TAGS = frozenset(
    {"p", "br", "h2", "h3", "h4", "b", "strong", "i", "em", "ol", "ul", "li", "a", "hr"}
)
ATTRIBUTES = {
    # linktype and id are how Wagtail stores a link to a page or document.
    "a": ["href", "linktype", "id"],
    "p": ["dir"],
}
PROTOCOLS = frozenset({"http", "https", "mailto"})
FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]


def clean_html(value):
    """Well-formed HTML with nothing in it that can run; any string is accepted."""
    return bleach.clean(
        without_control_characters(value or ""),
        tags=TAGS,
        attributes=ATTRIBUTES,
        protocols=PROTOCOLS,
        strip=True,
    )


def text_to_html(text):
    """Paragraphs and "- " lists of plain text as HTML; everything else is escaped."""
    blocks = (block.strip() for block in (text or "").replace("\r\n", "\n").split("\n\n"))
    return "".join(_block_to_html(block) for block in blocks if block)


def _block_to_html(block):
    parts, items = [], []
    for line in block.split("\n"):
        if line.startswith("- "):
            items.append(f"<li>{html.escape(line[2:].strip())}</li>")
        elif line.strip():
            parts += [*_list_of(items), f"<p>{html.escape(line.strip())}</p>"]
            items = []
    return "".join(parts + _list_of(items))


def _list_of(items):
    return [f"<ul>{''.join(items)}</ul>"] if items else []


def without_control_characters(value):
    """The text without NUL and its like; line ends and tabs stay."""
    # PostgreSQL refuses NUL, and browsers disagree about the others.
    return "".join(char for char in value if char >= " " or char in "\n\r\t")
