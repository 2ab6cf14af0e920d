"""Addresses of other sites, in all the ways a program may take for one of its own."""

import re

AWAY = [
    "https://evil.example/",
    "HTTPS://EVIL.EXAMPLE",
    "ftp://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/%2f..",
    "//evil.example/%2f%2e%2e",
    "//evil%E3%80%82example",
    "//evil。example",
    "//user:word@evil.example",
    "//testserver@evil.example",
    "//testserver:80@evil.example",
    "//testserver.evil.example",
    "//testserver\\@evil.example",
    "//3232235777",
    "//[::1]/",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\x00//evil.example",
    "\x01https://evil.example",
    "\x1f//evil.example",
    "\u2028//evil.example",
    "http:evil.example",
    "http:/evil.example",
    "http:///evil.example",
    "http:\\\\evil.example",
    "http://testserver@evil.example",
    "http://testserver%00.evil.example",
    "http://evil.example#testserver",
    "http://evil.example?testserver",
    "http://evil.example\\testserver",
    "javascript:alert(1)",
    "JaVa\nScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
]
PATHS = ["//evil.example", "//evil.example/..", "/\\evil.example", "///evil.example/admin"]


def leaves(location):
    """Reads an address as a browser does (WHATWG URL): is it of another site?"""
    seen = re.sub(r"[\t\n\r]", "", location.strip("".join(map(chr, range(33))))).replace("\\", "/")
    if re.match(r"[a-z][a-z0-9+.-]*:", seen, re.I):
        return not re.match(r"https?://testserver([/?#]|$)", seen)
    return seen.startswith("//")
