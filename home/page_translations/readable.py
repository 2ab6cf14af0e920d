"""Rich text as plain words, with the addresses that its links lead to."""

import re
from html import unescape

from django.utils.html import strip_tags

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_TARGET = re.compile(r'(href|linktype|id)="([^"]*)"')
_END_OF_BLOCK = re.compile(r"</(?:p|h[2-4]|li)>|<br/?>")


def readable(html: str) -> str:
    """Nobody should agree to a link without seeing where it leads."""
    html = _LINK.sub(_with_target, html)
    return " ".join(unescape(strip_tags(_END_OF_BLOCK.sub(" ", html))).split())


def _with_target(link) -> str:
    targets = dict(_TARGET.findall(link[1]))
    address = targets.get("href") or f"{targets.get('linktype', '')} {targets.get('id', '')}"
    return f"{link[2]} [{address.strip()}]"
